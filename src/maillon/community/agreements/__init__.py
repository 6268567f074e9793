"""Agreements to share (« ententes de partage »): an owner, its partners, a term, and how each answered.

Words: the *owner* shares, a *partner* borrows; what an agreement *covers* is said by the packages that know assets
(:mod:`.coverage`). An agreement is in force, between its owner and one partner, from the first day to the last one of
its term, once that partner accepted it.
"""
