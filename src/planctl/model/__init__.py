"""What a plan is: frozen values, references, series of numbers, the years it runs for, where rows for missing things stand,
field ↔ Chinese label."""
