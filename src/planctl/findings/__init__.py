"""What is wrong in a user's file, as data: rules, diagnostics, which are wanted, and the fixes of a text."""
