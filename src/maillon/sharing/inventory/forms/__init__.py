"""What people fill in about assets, sites, photos and imports."""
