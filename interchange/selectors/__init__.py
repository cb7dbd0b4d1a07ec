"""Read models of interchange."""
