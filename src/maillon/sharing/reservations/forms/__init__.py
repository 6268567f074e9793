"""The questions of the pages, each reason at its field."""
