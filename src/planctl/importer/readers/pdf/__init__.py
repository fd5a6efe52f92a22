"""Ruled tables and paragraphs of PDF files, through pdfplumber (the optional extra `planctl[pdf]`).

A PDF has letters and rulings, not tables, cells and paragraphs: what belongs together follows from where it stands.
"""
