"""Matches open export orders with willing workers, nightly and on demand."""
