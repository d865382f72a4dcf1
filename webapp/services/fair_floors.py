"""Floor plans: computed for a fair, changed by hand, locked; a hand is free where the needs are met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from domain.fair_floors import (
    RULE_VERSION,
    BoothLocked,
    BoothUnknown,
    HallMissing,
    HallTooSmall,
    SpotLocked,
    SpotUnfit,
    SpotUnknown,
    assign_rooms,
    is_fit,
    judge,
    plan_floor,
    violations,
)
from domain.fair_registrations import LIES_AHEAD
from domain.fairs import FairFixed
from domain.halls import SpotKind
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Booth, Fair
from webapp.reads.fair_floors import booths_of, hall_of, stands_of, wants_room
from webapp.services import audit
from webapp.services.fair_locks import hold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from domain.fair_floors import FloorPlan
    from webapp.models import Hall


class FloorUnsound(Exception):
    """A floor plan breaks a rule; nothing is stored."""


def choose_hall(fair: Fair, hall: Hall | None, *, today: date, account_id: int) -> None:
    """Hold a fair in a hall, or in none; whoever had a spot in another has none now.

    Raises FairFixed or HallTooSmall.
    """
    _check_ahead(fair, today=today)
    hold(fair)
    booths = booths_of(fair.id)
    if hall is not None and len(booths) > len(hall.as_layout().booths):
        raise HallTooSmall(enterprises=len(booths), booths=len(hall.as_layout().booths))
    if fair.hall_id != (hall.id if hall else None):
        fair.hall_id, fair.floor = hall.id if hall else None, None
        for booth in booths:
            booth.spot_id, booth.room_id, booth.is_locked = None, None, False
    if hall is not None:
        fair.venue = " ".join(filter(None, (hall.address, hall.name)))
        fair.booth_limit = max(len(booths), min(fair.booth_limit, len(hall.as_layout().booths)))
    _note_edit(fair)
    audit.record("fair.choose_hall", fair, account_id=account_id, name=hall.name if hall else "")


def compute(fair: Fair, *, today: date, account_id: int | None) -> FloorPlan:
    """Put every enterprise that is not locked where it stands best; the best plan there is, or its gap.

    Raises FairFixed, HallMissing, HallTooSmall, or FloorUnsound where the plan breaks a rule.
    """
    _check_ahead(fair, today=today)
    hold(fair)
    hall = hall_of(fair)
    if hall is None:
        raise HallMissing
    layout, booths = hall.as_layout(), booths_of(fair.id)
    stands = stands_of(fair.id, booths)
    plan = plan_floor(layout, stands)
    if broken := violations(layout, stands, plan.spots):
        raise FloorUnsound("; ".join(broken))
    wanted = wants_room(fair.id)
    rooms = assign_rooms(
        layout, {booth.id: plan.spots.get(booth.id, 0) for booth in booths if booth.enterprise_id in wanted}
    )
    _store(fair, {booth.id: plan.spots.get(booth.id) for booth in booths}, rooms)
    fair.floor = {
        "rule": RULE_VERSION,
        "points": plan.points,
        "bound": plan.bound,
        "without_spot": len(booths) - len(plan.spots),
        "at": now().isoformat(),
    }
    db.session.flush()
    if account_id is not None:
        figures: dict[str, Any] = {"points": plan.points, "bound": plan.bound, "booths": len(plan.spots)}
        audit.record("fair.compute_floor", fair, account_id=account_id, rule_version=RULE_VERSION, **figures)
    return plan


def settle(fair: Fair) -> None:
    """Give whoever has no spot the best that is free, without moving anybody; who fits none has none."""
    hall = hall_of(fair)
    if hall is None:
        return
    layout, booths = hall.as_layout(), booths_of(fair.id)
    stands = stands_of(fair.id, booths)
    taken = {booth.id: booth.spot_id for booth in booths if booth.spot_id is not None}
    for stand in stands:
        free = [spot for spot in layout.booths if spot.id not in taken.values() and is_fit(stand, spot)]
        if stand.id not in taken and free:
            points = {spot.id: judge(layout, stands, {**taken, stand.id: spot.id}).points for spot in free}
            taken[stand.id] = max(free, key=lambda spot: (points[spot.id], spot.number)).id
    for booth in booths:
        if booth.spot_id is None and booth.id in taken:
            booth.spot_id = taken[booth.id]
            db.session.expire(booth, ["spot"])
    db.session.flush()


def move(fair: Fair, booth_id: int, spot_id: int, *, today: date, account_id: int) -> Booth | None:
    """Put an enterprise on another spot and lock it there; whoever stood there takes its place. Who that is.

    Raises FairFixed, HallMissing, BoothUnknown, SpotUnknown, BoothLocked, SpotLocked or SpotUnfit.
    """
    _check_ahead(fair, today=today)
    hold(fair)
    hall = hall_of(fair)
    if hall is None:
        raise HallMissing
    booths = {booth.id: booth for booth in booths_of(fair.id)}
    spots = {spot.id: spot for spot in hall.as_layout().spots if spot.kind is SpotKind.BOOTH}
    booth, spot = booths.get(booth_id), spots.get(spot_id)
    if booth is None:
        raise BoothUnknown
    if spot is None:
        raise SpotUnknown
    other = next((one for one in booths.values() if one.spot_id == spot_id and one is not booth), None)
    if booth.is_locked and booth.spot_id != spot_id:
        raise BoothLocked(name=booth.enterprise.name)
    if other is not None and other.is_locked:
        raise SpotLocked(name=other.enterprise.name)
    stands = {stand.id: stand for stand in stands_of(fair.id, list(booths.values()))}
    if not is_fit(stands[booth.id], spot):
        raise SpotUnfit(name=booth.enterprise.name, number=spot.number)
    old = spots.get(booth.spot_id or 0)
    if other is not None and old is not None and not is_fit(stands[other.id], old):
        raise SpotUnfit(name=other.enterprise.name, number=old.number)
    changed: dict[int, int | None] = {booth.id: spot_id}
    if other is not None:
        changed[other.id] = booth.spot_id
    _store(fair, changed, None)
    booth.is_locked = True
    _note_edit(fair)
    audit.record("fair.move_booth", fair, account_id=account_id, enterprise_id=booth.enterprise_id, number=spot.number)
    return other


def lock(fair: Fair, booth_id: int, *, is_locked: bool, today: date) -> None:
    """Keep an enterprise where it stands when the plan is computed anew, or not. Raises FairFixed or BoothUnknown."""
    _check_ahead(fair, today=today)
    booth = next((one for one in booths_of(fair.id) if one.id == booth_id and one.spot_id is not None), None)
    if booth is None:
        raise BoothUnknown
    booth.is_locked = is_locked
    _note_edit(fair)


def _store(fair: Fair, spots: Mapping[int, int | None], rooms: Mapping[int, int] | None) -> None:
    """Give spots out; first nobody of those has one, so that two may change places."""
    of_these = (Booth.fair_id == fair.id) & Booth.id.in_(spots)
    leave = update(Booth).where(of_these).values(spot_id=None)
    db.session.execute(leave.execution_options(synchronize_session="fetch"))
    booths = booths_of(fair.id)
    for booth in booths:
        if booth.id in spots:
            booth.spot_id = spots[booth.id]
        if rooms is not None:
            booth.room_id = rooms.get(booth.id)
    db.session.flush()
    for booth in booths:
        db.session.expire(booth, ["spot", "room"])


def _check_ahead(fair: Fair, *, today: date) -> None:
    if fair.state not in LIES_AHEAD or fair.held_on < today:
        raise FairFixed(state=fair.state)


def _note_edit(fair: Fair) -> None:
    """An official has had a hand in it: the nightly assembling leaves a proposal alone."""
    fair.edited_at = now()
    db.session.flush()
