"""What is printed, for people and for programs: tables, findings, JSON, CSV, progress, help."""
