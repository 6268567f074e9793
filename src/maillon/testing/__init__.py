"""How Maillon tests itself: a throwaway database of its own for each run, and a hostile environment.

Left out of the wheel. Loaded by ``pyproject.toml`` (``-p maillon.testing.plugin``) before Django reads settings.
"""
