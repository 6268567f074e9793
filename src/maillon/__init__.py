"""Maillon: public bodies share what stands idle, and circles build circular value chains.

The house is drawn in ``docs/architecture.md``: config > shell > openness > sharing > community > base > kernel.
"""
