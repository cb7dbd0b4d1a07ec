"""What alignment does."""
