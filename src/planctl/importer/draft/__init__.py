"""A draft and what the document says of itself → a Plan."""
