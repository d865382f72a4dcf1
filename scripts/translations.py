"""Keeps the Chinese translation complete: python -m scripts.translations collects, adds, compiles; --check only checks.

The words in the code are English; webapp/translations/zh holds the Chinese ones, and a message without one fails the
check. New translations may come as JSON, {"English": "中文"}, with --add.
"""

from __future__ import annotations

import fcntl
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "webapp" / "translations" / "zh" / "LC_MESSAGES"
"""Named by the language alone: Babel calls our locale zh_Hans_CN and looks for that or for zh, never for zh_CN."""
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "N_": None}
WIDTH = 120
DAY = datetime(2026, 11, 23, tzinfo=UTC)


@click.command(help=__doc__)
@click.option("--add", "additions", type=click.Path(exists=True, path_type=Path), multiple=True)
@click.option("--check", is_flag=True, help="Change nothing; fail where a message has no Chinese.")
@click.option("--compile", "only_compile", is_flag=True, help="Only make the files that the program reads.")
def main(additions: tuple[Path, ...], *, check: bool, only_compile: bool) -> None:
    """Collect the messages, add translations, and say what is missing."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        catalog = read_catalog()
        if not only_compile:
            catalog.update(collect(), no_fuzzy_matching=True)
            catalog.obsolete.clear()
        for path in additions:
            add(catalog, json.loads(path.read_text(encoding="utf-8")))
        if not check:
            write(catalog, with_source=not only_compile)
    if only_compile:
        return
    missing = untranslated(catalog)
    for message in missing:
        click.echo(f"no Chinese for: {message!r}", err=True)
    sys.exit(1 if missing else 0)


def read_catalog() -> Catalog:
    """The catalogue as it stands, without the dates that a tool would change at each run."""
    catalog = _empty_catalog()
    path = FOLDER / "messages.po"
    if path.exists():
        with path.open("rb") as file:
            for message in read_po(file, locale="zh_CN"):
                if message.id:
                    catalog[message.id] = message
    return catalog


def collect() -> Catalog:
    """Every message of the code and the templates."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalog = _empty_catalog()
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS, directory_filter=_is_ours)
    for filename, _line, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        catalog.add(message, None, [(filename, 0)], auto_comments=comments, context=context)
    return catalog


def _empty_catalog() -> Catalog:
    return Catalog(
        locale="zh_CN", project="Laopin", header_comment="# The Chinese words of Laopin.", creation_date=DAY,
        revision_date=DAY, last_translator="Laopin", language_team="zh_CN", fuzzy=False,
    )  # fmt: skip


def add(catalog: Catalog, translations: dict[str, str]) -> None:
    """Put translations to their messages. A message with a plural has one Chinese form."""
    for message in catalog:
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        if key in translations:
            message.string = (translations[key],) if isinstance(message.id, tuple) else translations[key]


def write(catalog: Catalog, *, with_source: bool) -> None:
    """Write the catalogue for people, and the one for the program."""
    if with_source:
        with (FOLDER / "messages.po").open("wb") as file:
            write_po(file, catalog, width=WIDTH, sort_output=True, omit_header=False, include_lineno=False)
    with (FOLDER / "messages.mo").open("wb") as file:
        write_mo(file, catalog)


def untranslated(catalog: Catalog) -> list[str]:
    """The messages without Chinese, and those whose placeholders differ."""
    missing = []
    for message in catalog:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if not all(strings) or message.fuzzy or message.check(catalog):
            missing.append(message.id[0] if isinstance(message.id, tuple) else message.id)
    return [str(message) for message in missing]


def _is_ours(folder: str) -> bool:
    return Path(folder).name not in {".venv", "node_modules", "build", "instance", ".git", "tests", "dist"}


if __name__ == "__main__":
    main()
