"""The YAML file of a plan: read with the place of every value, written, and changed without touching the rest."""
