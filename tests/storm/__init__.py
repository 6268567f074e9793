"""A storm: thousands of random operations on 32 connections while connections are cut; then the judge comes.

``place.py`` makes three owners in three time zones with what can be taken (a gym and its parts, rooms with set-up,
rooms confirmed at once, pools) over weeks in which the clock changes; ``operations.py`` says what people do to them,
``judge.py`` reads everything back and says what broke, apart from the code that wrote it.
"""
