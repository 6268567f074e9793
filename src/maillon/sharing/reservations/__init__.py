"""Find what is free, ask for it, answer, keep it, give it back.

Words: a *reservation* (« réservation ») is asked by an organisation for a period of one asset; it is pending,
approved, refused, cancelled or lapsed. While it is pending or approved it holds a *commitment* in the ledger
of ``availability``: the ledger, not this package, keeps the promise that nothing overlaps.
"""
