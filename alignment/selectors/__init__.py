"""What alignment answers to readers."""
