"""Importing an institution's list: a file becomes suggestions, a person accepts them, each can be undone."""
