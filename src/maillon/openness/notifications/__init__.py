"""E-mails that say what happened, in the reader's language, with a link that shows and never decides.

Words: a *letter* is one e-mail to one reader; its *side* is that of the owner, who answers, or of the asker.
Nobody imports this package: it listens to facts (see ``config/registry.py``).
"""
