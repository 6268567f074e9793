"""Durations that come back, in days."""

YEARS = 365
SIX_YEARS, SEVEN_YEARS = 6 * YEARS, 7 * YEARS
