"""What the options of the command line mean."""
