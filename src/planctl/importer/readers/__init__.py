"""A document's bytes → its tables as grids and its paragraphs, each with its place; one reader a format."""
