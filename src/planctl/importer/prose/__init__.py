"""The paragraphs of a plan without tables → a draft."""
