"""The API of what is said about things, and of what is filed with them."""
