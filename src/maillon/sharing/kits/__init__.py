"""Kits (« trousses »): so many of this and of that, asked for in one go, with substitutes when something is out.

Words: a *kit* is a named list of *lines*; a line wants a quantity of its first *choice*, or else of the next ones; a
*composition* says which choices make the kits wanted for a period. What is free is always read from the ledger.
"""
