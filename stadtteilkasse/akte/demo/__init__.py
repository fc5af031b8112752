"""Invented people and cases: the cast's, made by the services, and plausible ones in bulk."""
