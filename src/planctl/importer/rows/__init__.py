"""The rows of a plan's table → a draft."""
