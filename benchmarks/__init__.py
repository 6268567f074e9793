"""Repeatable measures of what Maillon promises to be fast, on generated data. See README.md."""
