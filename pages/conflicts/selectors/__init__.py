"""What the pages of conflicts show."""
