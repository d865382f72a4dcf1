"""Closes vacancies whose last day has passed."""
