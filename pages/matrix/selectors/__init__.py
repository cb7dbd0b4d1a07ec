"""What the pages of the matrix show."""
