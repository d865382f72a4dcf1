"""The port on Elasticsearch: for a city whose search outgrows one machine."""

from search.elastic.engine import ElasticEngine

__all__ = ["ElasticEngine"]
