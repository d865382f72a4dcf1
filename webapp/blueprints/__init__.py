"""Routes: parse, one call, render or redirect; one folder a feature."""
