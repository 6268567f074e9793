"""Importing an institution's list: a file becomes suggestions, a person accepts them, each can be undone.

Words: a *list* is what the file is a copy of (« installations »); a *line* is one thing it tells of; the *key* of
a line is what makes it the same thing next month (the owner's number, else its name, class and place); a
*suggestion* is one change that a line proposes.

Verbs: :func:`~.services.read_file` makes suggestions, :func:`~.services.accept`, :func:`~.services.dismiss` and
:func:`~.services.undo` decide them in bulk. Nothing is overwritten: what a person changed since is left alone.

What a heading means and which class a word points to are written in ``data/``, to be read and corrected.
"""
