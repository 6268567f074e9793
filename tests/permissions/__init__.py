"""The walk: every address of the pages and of the API, opened as every hat.

``table/`` says who may, one line per address: it is the only place that a new page or route asks to edit.
``world/`` makes a small network with things to hide, each marked by a word that must not be seen (a *canary*);
``addresses.py`` finds the addresses by itself; ``visits.py`` opens them.
"""
