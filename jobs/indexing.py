"""Keeps search equal to the database: every second what changed, every night everything."""
