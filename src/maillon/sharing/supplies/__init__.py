"""What is used up (« fournitures ») : gloves, paint, batteries, bags, salt. How much is left, and where it went.

Words: an *article* is one kind of thing, counted in its *unit*; a *movement* adds to or takes from what stands at one
site, and is never changed nor deleted; the *stock* of an article at a site is the sum of its movements there, kept by
the database, and never goes below zero. A mistake is put right by the opposite movement, which names it.
"""
