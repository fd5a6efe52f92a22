"""Other programs and processes: LibreOffice as a converter, and children of our own with limits on time and memory."""
