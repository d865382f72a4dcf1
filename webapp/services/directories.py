"""Guidance directories: the library is published as a numbered edition, which is never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from domain.directories import DirectoryUnchanged, check_edition, difference, edition_number
from webapp.extensions import db
from webapp.models import DirectoryEdition, DirectoryEntry
from webapp.reads.directories import latest_edition, library_lines, lines_of, next_sequence
from webapp.services import audit

if TYPE_CHECKING:
    from datetime import date

    from domain.directories import DirectoryLine


def publish(*, note: str, today: date, account_id: int) -> DirectoryEdition:
    """Publish the library as it stands today. Raises DirectoryEmpty, DirectoryUnchanged or DirectoryNoteTooLong."""
    lines = library_lines(today=today)
    check_edition(difference(lines_of(latest_edition()), lines), lines=len(lines), note=note)
    sequence = next_sequence(today.year)
    edition = DirectoryEdition(
        number=edition_number(today.year, sequence),
        year=today.year,
        sequence=sequence,
        published_on=today,
        published_by_id=account_id,
        note=note.strip(),
        entries=[_entry(place, line) for place, line in enumerate(lines, start=1)],
    )
    db.session.add(edition)
    try:
        db.session.flush()
    except IntegrityError as error:
        # Somebody else published at the same moment.
        raise DirectoryUnchanged from error
    audit.record("directory.publish", edition, account_id=account_id, number=edition.number, brands=len(lines))
    return edition


def _entry(place: int, line: DirectoryLine) -> DirectoryEntry:
    return DirectoryEntry(
        brand_id=line.brand_id,
        place=place,
        name=line.name,
        category=line.category,
        tier=line.tier,
        state=line.state,
        division_code=line.division_code,
        industry_code=line.industry_code,
        certificate=line.certificate,
        year=line.year,
        workforce=line.workforce,
        market_share=line.market_share,
        output_fen=line.output_fen,
    )
