"""Handing over, both ways: what sectors offer the comprehensive plan, and what it asks them to carry out."""
