"""Inspections: announced with the fingerprint of their lot, drawn once, and the visits reported."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from domain.accounts import check_scope
from domain.brand_reviews import CaseMoveRefused
from domain.inspections import AlreadyDrawn, Finding, check_campaign, check_visit, draw, fingerprint
from webapp.calendar import SHANGHAI, now
from webapp.extensions import db
from webapp.models import Brand, Inspection, InspectionVisit
from webapp.reads.brand_reviews import look_at
from webapp.reads.inspections import brands_to_draw
from webapp.services import audit
from webapp.services.brand_reviews import open_case

if TYPE_CHECKING:
    from datetime import date

    from webapp.models import Account, RectificationCase

SEED_BYTES = 16


def announce(*, title: str, sample_size: int, account: Account) -> Inspection:
    """Announce a campaign in the own division: the lot is drawn up now and kept secret, its fingerprint made public.

    Raises InspectionTitleMissing, InspectionTitleTooLong or SampleImplausible.
    """
    division = account.division_code or ""
    check_campaign(title=title, sample_size=sample_size, population=len(brands_to_draw(division)))
    seed = secrets.token_hex(SEED_BYTES)
    inspection = Inspection(
        title=title.strip(),
        division_code=division,
        sample_size=sample_size,
        seed=seed,
        fingerprint=fingerprint(seed),
        population=[],
        created_by_id=account.id,
        created_at=now(),
    )
    db.session.add(inspection)
    audit.record(
        "inspection.announce",
        inspection,
        account_id=account.id,
        title=inspection.title,
        sample_size=sample_size,
        fingerprint=inspection.fingerprint,
    )
    return inspection


def draw_lot(inspection: Inspection, *, account: Account) -> None:
    """Draw the brands that are visited, among those that are certified at this moment.

    Raises OutOfScope, AlreadyDrawn, LotForged or SampleImplausible.
    """
    check_scope(account.role, account.division_code or "", inspection.division_code)
    mine = Inspection.id == inspection.id
    hold = update(Inspection).where(mine).values(sample_size=Inspection.sample_size)
    db.session.execute(hold.execution_options(synchronize_session=False))
    db.session.refresh(inspection, ["drawn_at"])
    if inspection.drawn_at is not None:
        raise AlreadyDrawn
    population = brands_to_draw(inspection.division_code)
    drawn = draw(population, inspection.sample_size, seed=inspection.seed, published=inspection.fingerprint)
    inspection.population, inspection.drawn_by_id, inspection.drawn_at = population, account.id, now()
    for place, brand_id in enumerate(drawn, start=1):
        db.session.add(InspectionVisit(inspection_id=inspection.id, brand_id=brand_id, place=place))
    audit.record(
        "inspection.draw",
        inspection,
        account_id=account.id,
        fingerprint=inspection.fingerprint,
        lot=inspection.seed,
        population=population,
        drawn=list(drawn),
    )


def report_visit(
    visit: InspectionVisit,
    *,
    finding: Finding,
    findings: str,
    visited_on: date,
    opens_case: bool,
    account: Account,
    today: date,
) -> RectificationCase | None:
    """Keep what a visit has found; one that was not in order may open a case. The case, if it did.

    Raises OutOfScope, VisitReported, FindingsMissing, FindingsTooLong or VisitDayImplausible. A brand that has a case
    already gets no second one.
    """
    brand = db.session.get_one(Brand, visit.brand_id)
    check_scope(account.role, account.division_code or "", brand.division_code)
    mine = InspectionVisit.id == visit.id
    hold = update(InspectionVisit).where(mine).values(place=InspectionVisit.place)
    db.session.execute(hold.execution_options(synchronize_session=False))
    db.session.refresh(visit, ["reported_by_id"])
    drawn_at = db.session.scalars(select(Inspection.drawn_at).where(Inspection.id == visit.inspection_id)).one()
    check_visit(
        finding,
        findings,
        is_reported=visit.reported_by_id is not None,
        visited_on=visited_on,
        drawn_on=drawn_at.astimezone(SHANGHAI).date() if drawn_at else today,
        today=today,
    )
    visit.finding, visit.findings, visit.visited_on = finding, findings.strip(), visited_on
    visit.reported_by_id = account.id
    audit.record(
        "inspection.report",
        visit,
        account_id=account.id,
        brand_id=brand.id,
        finding=finding,
        reason=findings.strip(),
    )
    if finding is not Finding.FAILED or not opens_case:
        return None
    looked = look_at(select(Brand.id).where(Brand.id == brand.id), today=today)[0]
    try:
        with db.session.begin_nested():
            return open_case(looked, today=today, account_id=account.id, visit_id=visit.id, reason=_short(findings))
    except CaseMoveRefused:
        return None


def _short(findings: str) -> str:
    """What fits the reason of a case; the whole stands with the visit."""
    most = 300
    text = " ".join(findings.split())
    return text if len(text) <= most else text[: most - 1] + "…"
