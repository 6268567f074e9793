"""The forms of availability, by what they are about."""
