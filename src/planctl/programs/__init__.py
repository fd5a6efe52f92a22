"""Other programs that planctl runs: LibreOffice as a converter."""
