"""What plans say, read across several tables."""
