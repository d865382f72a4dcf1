"""What a person runs at a terminal."""
