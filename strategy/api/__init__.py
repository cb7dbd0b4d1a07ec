"""The API of what the council plans to plan."""
