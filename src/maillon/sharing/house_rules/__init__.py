"""House rules (« règles d’utilisation »): what an organisation keeps, shares out and limits on what it lends.

A rule is an order of words and numbers; it is adopted from a day on, and each change is a version that stays.
"""
