"""The verbs of reservations: ask, answer, give back, let lapse."""
