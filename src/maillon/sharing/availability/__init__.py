"""When things are open, and the one ledger of what occupies them.

Words: a *schedule* (« horaire ») opens assets; a *block* (« bloc ») is a family of spaces or a pool, the root
that writers lock; a *cell* (« cellule ») is the smallest piece that can be taken; a *commitment*
(« engagement ») occupies cells, or a quantity of a pool, for a period. One law: at every moment the sum of
commitments is at most the capacity, and the database keeps it.
"""
