"""People: one person, one account, as little personal data as the work needs.

Words: a *person* (« personne ») signs in; what they may do comes from a hat, see ``organisations``.
"""
