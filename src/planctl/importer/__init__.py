"""A document → a plan. One reader a format gives the same grid; columns and rows are read from it the same way."""
