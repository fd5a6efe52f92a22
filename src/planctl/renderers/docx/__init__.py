"""The Word document: a template's prototype row written for each row of the view, and what stands around the table."""
