"""Interchange's part of the REST API."""
