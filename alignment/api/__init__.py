"""Alignment's part of the REST API."""
