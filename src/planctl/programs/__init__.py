"""Other programs that planctl runs."""
