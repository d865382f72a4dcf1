"""The port on tantivy, in process: the default on one machine."""

from search.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
