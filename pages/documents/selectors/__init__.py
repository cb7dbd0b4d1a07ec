"""What stands in each document, from the pages of the same name."""
