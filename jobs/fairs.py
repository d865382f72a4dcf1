"""Assembles special recruitment fairs, nightly."""
