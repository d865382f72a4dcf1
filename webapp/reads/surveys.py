"""Surveys: the rounds that take reports, and what was reported in one, with what is probably the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from domain.divisions import lies_within, subtree_prefix
from domain.surveys import SurveyOutcome, find_duplicates, is_open
from webapp.extensions import db
from webapp.models import Account, SurveyReport, SurveyRound
from webapp.reads.brands import sound
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

PAGE_SIZE = 50
MOST_ROUNDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyQuestion:
    """Which reports of a round an official wants to see; a number on a page is such a question, too."""

    within: str
    round_id: int
    outcome: SurveyOutcome | None = None
    page: int = 1

    def parameters(self) -> dict[str, str | int]:
        """The question as it stands in an address."""
        given = {"outcome": self.outcome, "page": self.page if self.page > 1 else ""}
        return {"round_id": self.round_id} | {name: str(value) for name, value in given.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """A round with what has become of its reports."""

    round: SurveyRound
    counts: Mapping[SurveyOutcome, int]
    is_open: bool

    @property
    def total(self) -> int:
        """All reports."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Reports of a round."""

    reports: Sequence[SurveyReport]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDossier:
    """One report with what belongs to it."""

    report: SurveyReport
    merged: Sequence[SurveyReport]
    """Those that were merged into it."""
    into: SurveyReport | None
    """What it was merged into."""
    alike: tuple[SurveyReport, ...]
    """Others of the round that probably mean the same and still wait."""
    decided_by: str


def open_rounds(*, today: date) -> Sequence[SurveyRound]:
    """The rounds that take reports today, the one that ends first at the top."""
    asked = select(SurveyRound).where(SurveyRound.opens_on <= today, SurveyRound.closes_on >= today)
    return db.session.scalars(asked.order_by(SurveyRound.closes_on, SurveyRound.id).limit(MOST_ROUNDS)).all()


def find_round(round_id: int) -> SurveyRound | None:
    """A round, whoever asks."""
    return db.session.get(SurveyRound, round_id)


def find_round_within(round_id: int, *, within: str) -> SurveyRound | None:
    """A round of an official's division."""
    found = find_round(round_id)
    return found if found and lies_within(found.division_code, within) else None


def rounds_within(division_code: str, *, today: date) -> list[RoundLine]:
    """The rounds of a division, the latest first."""
    asked = select(SurveyRound).where(SurveyRound.division_code.startswith(subtree_prefix(division_code)))
    rounds = db.session.scalars(asked.order_by(SurveyRound.id.desc()).limit(MOST_ROUNDS)).all()
    counts = _counts([one.id for one in rounds])
    return [_line(one, counts.get(one.id, Counter()), today) for one in rounds]


def round_line(found: SurveyRound, *, today: date) -> RoundLine:
    """One round with what has become of its reports."""
    return _line(found, _counts([found.id]).get(found.id, Counter()), today)


def find_reports(question: SurveyQuestion) -> ReportPage:
    """The reports that answer a question, those that wait first, then the latest."""
    conditions = [SurveyReport.round_id == question.round_id]
    if question.outcome is not None:
        conditions.append(SurveyReport.outcome == question.outcome)
    total = db.session.scalar(select(func.count()).select_from(SurveyReport).where(*conditions)) or 0
    page, pages = page_within(question.page, total=total, size=PAGE_SIZE)
    waits = SurveyReport.outcome == SurveyOutcome.WAITING
    asked = select(SurveyReport).where(*conditions).order_by(waits.desc(), SurveyReport.id.desc())
    asked = asked.options(joinedload(SurveyReport.brand)).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    return ReportPage(reports=db.session.scalars(asked).all(), total=total, page=page, pages=pages)


def duplicates_in(round_id: int) -> list[list[SurveyReport]]:
    """Groups of reports that probably mean the same product and of which at least one still waits."""
    asked = select(SurveyReport).where(SurveyReport.round_id == round_id, SurveyReport.outcome != SurveyOutcome.MERGED)
    reports = {report.id: report for report in db.session.scalars(asked.order_by(SurveyReport.id))}
    groups = find_duplicates({number: report.product for number, report in reports.items()}, sound=sound)
    found = [[reports[number] for number in group] for group in groups]
    return [group for group in found if any(report.outcome is SurveyOutcome.WAITING for report in group)]


def find_report(report_id: int, *, round_id: int) -> SurveyReport | None:
    """A report of a round."""
    asked = select(SurveyReport).where(SurveyReport.id == report_id, SurveyReport.round_id == round_id)
    return db.session.scalar(asked.options(joinedload(SurveyReport.brand), joinedload(SurveyReport.round)))


def dossier_of(report: SurveyReport) -> ReportDossier:
    """What belongs to a report."""
    merged = select(SurveyReport).where(SurveyReport.merged_into_id == report.id).order_by(SurveyReport.id)
    group = next((group for group in duplicates_in(report.round_id) if report in group), [])
    name = select(Account.name).where(Account.id == report.decided_by_id)
    return ReportDossier(
        report=report,
        merged=db.session.scalars(merged).all(),
        into=db.session.get(SurveyReport, report.merged_into_id) if report.merged_into_id else None,
        alike=tuple(other for other in group if other is not report),
        decided_by=db.session.scalar(name) or "" if report.decided_by_id else "",
    )


def find_report_by_code(code: str) -> tuple[SurveyReport, SurveyReport | None] | None:
    """What became of a report for whoever has its code, with the one that it was merged into."""
    if "\0" in code:
        # PostgreSQL refuses the question itself.
        return None
    into = aliased(SurveyReport)
    asked = (
        select(SurveyReport, into)
        .outerjoin(into, into.id == SurveyReport.merged_into_id)
        .where(SurveyReport.code == code)
        .options(
            joinedload(SurveyReport.brand),
            joinedload(SurveyReport.round),
            joinedload(into.brand),
        )
    )
    found = db.session.execute(asked).one_or_none()
    return (found[0], found[1]) if found else None


def find_same_report(round_id: int, product: str, reporter: str) -> SurveyReport | None:
    """What the same reporter has said of the same product already, as by a second tap on the button."""
    return db.session.scalar(
        select(SurveyReport)
        .where(SurveyReport.round_id == round_id, SurveyReport.product == product, SurveyReport.reporter == reporter)
        .limit(1)
    )


def _counts(ids: Sequence[int]) -> dict[int, Counter[SurveyOutcome]]:
    asked = (
        select(SurveyReport.round_id, SurveyReport.outcome, func.count())
        .where(SurveyReport.round_id.in_(ids))
        .group_by(SurveyReport.round_id, SurveyReport.outcome)
    )
    found: dict[int, Counter[SurveyOutcome]] = {}
    for number, outcome, count in db.session.execute(asked):
        found.setdefault(number, Counter())[outcome] = count
    return found


def _line(found: SurveyRound, counts: Counter[SurveyOutcome], today: date) -> RoundLine:
    return RoundLine(
        round=found,
        counts={outcome: counts[outcome] for outcome in SurveyOutcome},
        is_open=is_open(opens_on=found.opens_on, closes_on=found.closes_on, today=today),
    )
