"""Opens an index by its address: embedded:///folder is tantivy in this process, http(s)://host is Elasticsearch."""

from __future__ import annotations

from search import tuning
from search.embedded import EmbeddedEngine
from search.embedded.folder import SCHEME, folder_of
from search.finder import SearchIndex
from search.port import UrlInvalid


def open_index(url: str, *, competition_weight: float = tuning.COMPETITION_WEIGHT) -> SearchIndex:
    """The index at an address; a folder that is not there yet is made.

    A cluster may have several hosts and settings of its own: `search.elastic.address` says how. `competition_weight`
    is λ of every search, unless the search says another. Raises UrlInvalid, or SearchUnavailable where the folder
    cannot be made.
    """
    if not isinstance(url, str):
        raise UrlInvalid(url=url)
    if url.startswith(SCHEME):
        return SearchIndex(EmbeddedEngine.at(folder_of(url)), competition_weight=competition_weight)
    if url.startswith(("http://", "https://")):
        # The client is slow to import, and one machine does without it.
        from search.elastic import ElasticEngine
        from search.elastic.address import read_address

        return SearchIndex(ElasticEngine(read_address(url)), competition_weight=competition_weight)
    raise UrlInvalid(url=url)
