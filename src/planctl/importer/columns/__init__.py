"""A table → what each of its columns is."""
