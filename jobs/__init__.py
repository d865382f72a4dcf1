"""The clock: what the platform does unasked, and when."""
