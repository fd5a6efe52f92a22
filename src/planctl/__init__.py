"""Keep a division-of-work plan (分工方案) as one YAML file: check it, query it, render it."""

__version__ = "0.1.0"
