"""The shared inventory: what each organisation owns and where it stands.

Words: an *asset* (« bien ») belongs to an organisation, stands at a *site* (« lieu »), is of one *class*
(« catégorie »). An import makes *suggestions* that a person accepts; it never overwrites.
"""
