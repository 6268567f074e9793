"""Saved views: a filtered list, with its order and its columns, kept under a name by a person or shared by a body.

Words: a *list* is a page that can be narrowed; what is asked of it stands in its address (*what is asked*). The
packages that own such a page offer it in ``config/registry.py``; nothing here knows of assets or requests.
"""
