"""Hearing of goals and of the whole organisation by e-mail."""
