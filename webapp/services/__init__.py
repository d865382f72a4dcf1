"""What the product does: load, let the domain decide, store. Services flush; the entry commits."""
