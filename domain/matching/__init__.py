"""The engine: knows seekers and openings as arrays, not workers and brands."""
