"""What the pages of hand-overs show."""
