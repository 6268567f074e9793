"""The views of availability, by what they are about."""
