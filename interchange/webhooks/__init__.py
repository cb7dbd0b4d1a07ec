"""Telling other systems of what happens: what is said, how it is signed, where it may go, and sending it."""
