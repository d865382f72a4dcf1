"""Text to terms, for documents and questions alike, so that both engines are given the same."""
