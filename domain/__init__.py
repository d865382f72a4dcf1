"""The rules of labour brands, pure: no clock, no I/O, no framework."""
