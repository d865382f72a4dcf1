"""What pages and jobs look up: selects and the shapes that pages show."""
