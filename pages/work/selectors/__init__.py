"""What a person's own page of work shows."""
