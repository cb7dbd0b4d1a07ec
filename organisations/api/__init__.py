"""Organisations' part of the REST API, and what all resources of one organisation share."""
