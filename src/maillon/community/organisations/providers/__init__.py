"""Sign-in by an organisation's own service (OpenID Connect Core 1.0): each organisation may have one or more.

A *provider* answers only for the e-mail domains that a steward gave it; its client secret is kept sealed.
"""
