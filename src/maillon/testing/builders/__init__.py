"""Builders of test data: one file per package, plain and small."""
