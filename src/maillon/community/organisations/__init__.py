"""Organisations, and the hats that people wear in them.

Words: an *organisation* is a public body, a beneficiary or a company; a *membership* ties a person to it with
roles; a *hat* (« chapeau ») is the membership under which the person acts at this moment.
"""
