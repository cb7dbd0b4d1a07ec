"""What was said, to whom, and about what."""
