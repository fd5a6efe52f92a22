"""What a person sees: tables, findings, JSON, CSV, progress, help."""
