"""The reader of Excel workbooks: what its cells show."""
