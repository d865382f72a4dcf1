"""The columns of an index as fields of tantivy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tantivy

from search.indexes.documents import Kind, stored

if TYPE_CHECKING:
    from search.indexes.documents import Index

SPACES = "spaces"
"""The analyzer of texts that were cut already."""
STORED = "stored"
_COUNTED = """
county occupation_major occupation_middle employment_type
shift wage_unit benefits skill_level first_occupation
"""
COUNTED = frozenset(_COUNTED.split())
"""Columns of codes that facets count."""


def schema_of(index: Index[Any]) -> tantivy.Schema:
    """The fields of an index."""
    builder = tantivy.SchemaBuilder()
    for name, kind in index.columns.items():
        match kind:
            case Kind.CODES:
                builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name in COUNTED)
            case Kind.TERMS:
                builder.add_text_field(name, tokenizer_name=SPACES, index_option="basic")
            case Kind.GRAMS:
                builder.add_text_field(name, tokenizer_name=SPACES, index_option="position")
            case Kind.WHOLE:
                builder.add_integer_field(name, indexed=True, fast=True)
            case Kind.REAL:  # pragma: no branch
                builder.add_float_field(name, fast=True)
    builder.add_bytes_field(STORED, stored=True)
    return builder.build()


def make_index(path: str, schema: tantivy.Schema) -> tantivy.Index:
    """A new index in an empty folder."""
    return _prepared(tantivy.Index(schema, path=path, reuse=False))


def open_index(path: str) -> tantivy.Index:
    """The index in a folder. Raises ValueError where there is none that can be read."""
    return _prepared(tantivy.Index.open(path))


def _prepared(index: tantivy.Index) -> tantivy.Index:
    """With the analyzer, which has to be known before a writer begins, and reloaded only when we say so."""
    index.register_tokenizer(SPACES, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.config_reader("manual")
    return index


def document_of(index: Index[Any], document: Any, version: int) -> tantivy.Document:
    """A document of ours as one of tantivy. Raises DocumentInvalid."""
    found = tantivy.Document()
    columns = index.make(document) | {"version": version}
    for name, kind in index.columns.items():
        given: Any = columns[name]
        match kind:
            case Kind.CODES:
                for value in (given,) if isinstance(given, str) else given:
                    found.add_text(name, value)
            case Kind.TERMS:
                found.add_text(name, " ".join(given))
            case Kind.GRAMS:
                found.add_text(name, given)
            case Kind.WHOLE:
                found.add_integer(name, given)
            case Kind.REAL:  # pragma: no branch
                found.add_float(name, given)
    found.add_bytes(STORED, stored(document).encode())
    return found


def stored_text(document: tantivy.Document) -> str:
    """The document as it was stored."""
    return bytes(document.get_first(STORED) or b"").decode()
