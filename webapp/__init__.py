"""The product on the web."""
