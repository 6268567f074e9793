"""Counting what one owns (« récolement »): what is there, what is not, what is elsewhere; on a phone, even offline.

Words: a *count* has a scope, written down once when it begins (what is *expected*); an *observation* is what one person
saw of one thing at one moment, and is never changed; what is *settled* is the latest observation of each thing; a
*proposal* is a change of the inventory that a person accepts or not; the *report* is a sealed PDF.
"""
