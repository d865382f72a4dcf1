"""Fairs that were held, and one that is published and to come, each with booths and the people who were invited."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from domain.brands import PUBLIC_STATES
from domain.campaigns import OFFICIAL_NAMES, campaign_on
from domain.divisions import HOME_CITY, county_of
from domain.fair_expectations import USUAL_COME, USUAL_HIRED
from domain.fair_proposals import CLOSES_AT, OPENS_AT, RULE_VERSION, SATURDAY
from domain.fairs import FairMode, FairState
from domain.invitations import MOST_FOR_A_FAIR, InvitationState
from domain.vacancies import VacancyState
from reference.divisions import division
from scripts.demo_city.applications import PATHS, S
from scripts.demo_city.draw import Weighted
from scripts.demo_city.fair_days import add_days
from scripts.demo_city.fair_registrations import add_registrations, others_nearby
from scripts.demo_city.fair_tickets import add_tickets
from scripts.demo_city.halls import place_booths
from webapp.calendar import SHANGHAI, is_public_holiday, is_working_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.demo_city.applications import Applying
    from scripts.demo_city.brands import DemoBrand
    from scripts.demo_city.fitting import Pair
    from scripts.demo_city.ledger import Ledger, Row

PAST_WEEKS = (2, 3, 5, 7)
SOONEST_COMING = 4
"""Days; a fair to come lies on the first free Saturday after them."""
LEAST_BOOTHS = 3
INVITED_A_SEAT = 3
INVITED = 160
"""Nobody invites the whole town."""
VISITORS = 8
"""For each vacancy that is shown, people who think of coming although nobody invited them."""
HELD = Weighted({InvitationState.ACCEPTED: 0.4, InvitationState.DECLINED: 0.16, InvitationState.EXPIRED: 0.44})
COMING = Weighted({InvitationState.SENT: 0.72, InvitationState.ACCEPTED: 0.2, InvitationState.DECLINED: 0.08})
HIRED = 0.35
_PLACED = (S.SUBMITTED, S.VIEWED, S.SHORTLISTED, S.INTERVIEW, S.OFFERED, S.ACCEPTED, S.PLACED)


def add_fairs(ledger: Ledger, brands: Sequence[DemoBrand], applying: Applying) -> None:
    """Add the fair to come, and those that were held, each of another brand."""
    today = ledger.parameters.today
    days = [_coming_saturday(today), *(_last_saturday(today) - timedelta(weeks=weeks - 1) for weeks in PAST_WEEKS)]
    themes = _themes(ledger, brands)
    for day in days:
        published_at = min(
            datetime.combine(day, time(1), UTC) - timedelta(days=11),
            ledger.parameters.now - timedelta(days=1, hours=6),
        )
        for theme in themes:
            brand, place, vacancies = theme
            shown = [row for row in vacancies if _may_show(row, day, published_at, is_coming=day >= today)]
            if len({row["enterprise_id"] for row in shown}) >= LEAST_BOOTHS:
                _add_fair(ledger, applying, brand, place, shown, day, published_at)
                themes.remove(theme)
                break


def _may_show(row: Row, day: date, published_at: datetime, *, is_coming: bool) -> bool:
    """Whether a vacancy hired when a fair was published, and on its day."""
    hired = row["opened_at"] is not None and row["opened_at"] < published_at and row["valid_until"] >= day
    return hired and (row["state"] is VacancyState.OPEN or not is_coming)


def _themes(ledger: Ledger, brands: Sequence[DemoBrand]) -> list[tuple[DemoBrand, str, list[Row]]]:
    """Brands with a place in which several of their enterprises hire, those with most vacancies first.

    The place is a county, or the city where no county has enough of them.
    """
    shown: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in ledger.rows("vacancy"):
        if row["brand_id"] and not row["export_order_id"]:
            shown[row["brand_id"], county_of(row["division_code"])].append(row)
            shown[row["brand_id"], HOME_CITY].append(row)
    of_brand = {brand.id: brand for brand in brands if brand.state in PUBLIC_STATES}
    themes = []
    seen: set[int] = set()
    for (brand_id, place), rows in sorted(
        shown.items(), key=lambda item: (item[0][1] == HOME_CITY, -len(item[1]), item[0])
    ):
        enterprises = {row["enterprise_id"] for row in rows}
        if brand_id in of_brand and brand_id not in seen and len(enterprises) >= LEAST_BOOTHS:
            seen.add(brand_id)
            themes.append((of_brand[brand_id], place, rows))
    # The largest themes are left to the nightly job; what follows them makes the calendar.
    return themes[len(themes) // 4 :]


def _add_fair(
    ledger: Ledger,
    applying: Applying,
    brand: DemoBrand,
    place: str,
    fitting: Sequence[Row],
    day: date,
    published_at: datetime,
) -> None:
    is_coming = day >= ledger.parameters.today
    zone_id = next(row["id"] for row in ledger.rows("zone") if row["brand_id"] == brand.id)
    pairs = _guests(applying, fitting)
    seats = sum(row["headcount"] for row in fitting)
    campaign = campaign_on(day)
    name = str(ledger.row("brand", brand.id)["name"])
    where = "" if place == HOME_CITY else division(place).short_name
    fair_id = ledger.add(
        "fair",
        proposal_key=f"{zone_id}:{place}:{day.isoformat()}",
        title=f"{f'“{OFFICIAL_NAMES[campaign]}”' if campaign else ''}{name}{'' if where in name else where}专场招聘会",
        zone_id=zone_id,
        division_code=place,
        campaign=campaign or "",
        venue=f"{division(place).name}人力资源市场",
        hall_id=None,
        floor=None,
        mode=FairMode.ON_SITE,
        held_on=day,
        opens_at=OPENS_AT,
        closes_at=CLOSES_AT,
        state=FairState.PUBLISHED if is_coming else FairState.HELD,
        rationale={
            "rule": RULE_VERSION,
            "enterprises": len({row["enterprise_id"] for row in fitting}),
            "vacancies": len(fitting),
            "seats": seats,
            "mean_days_open": 21.0,
            "candidates": len(pairs) * 3,
            "invited": len({pair.worker_id for pair in pairs}),
            "hardship_invited": len(pairs) // 10,
            "suggestions": len(pairs),
            "expected": round(min(len(pairs) * USUAL_COME * USUAL_HIRED, seats), 1),
            "come": USUAL_COME,
            "hired": USUAL_HIRED,
            "invited_before": 0,
            "came_before": 0,
        },
        run_id=None,
        created_at=published_at - timedelta(days=2),
        edited_at=published_at,
        published_at=published_at,
        registers_from=None,
        registers_until=None,
        booth_limit=30,
        version=2,
    )
    others = others_nearby(ledger, fair_id, {row["enterprise_id"] for row in fitting})
    shown = [*fitting, *(row for vacancies in others for row in vacancies)]
    _add_booths(ledger, fair_id, shown)
    add_registrations(
        ledger,
        fair_id,
        invited={row["enterprise_id"] for row in fitting},
        published_at=published_at,
        is_coming=is_coming,
    )
    place_booths(ledger, fair_id)
    _add_invitations(ledger, applying, fair_id, pairs, published_at, day, is_coming=is_coming)
    add_tickets(
        ledger,
        fair_id,
        [*(pair.worker_id for pair in pairs), *_visitors(applying, fair_id, shown)],
        booths=sum(row["fair_id"] == fair_id for row in ledger.rows("booth")),
        opens_at=OPENS_AT,
        closes_at=CLOSES_AT,
        published_at=published_at,
        came_at=None if is_coming else datetime.combine(day, OPENS_AT, SHANGHAI).astimezone(UTC),
    )
    add_days(ledger, applying, fair_id, is_coming=is_coming)


def _add_booths(ledger: Ledger, fair_id: int, vacancies: Sequence[Row]) -> None:
    seats: Counter[int] = Counter()
    for row in vacancies:
        seats[row["enterprise_id"]] += row["headcount"]
    ranked = sorted(seats, key=lambda enterprise_id: (-seats[enterprise_id], enterprise_id))
    for number, enterprise_id in enumerate(ranked, start=1):
        booth_id = ledger.add(
            "booth",
            fair_id=fair_id,
            enterprise_id=enterprise_id,
            number=number,
            spot_id=None,
            room_id=None,
            is_locked=False,
        )
        for row in vacancies:
            if row["enterprise_id"] == enterprise_id:
                ledger.add("booth_vacancy", booth_id=booth_id, vacancy_id=row["id"])


def _visitors(applying: Applying, fair_id: int, shown: Sequence[Row]) -> list[int]:
    """People whom nobody invited, and who come all the same because their work is shown."""
    draw = applying.ledger.draw(f"visitors {fair_id}")
    drawn = {
        worker_id
        for row in shown
        for worker_id in draw.some(applying.fitting.wanting(row["occupation_code"]), VISITORS, VISITORS)
    }
    return [number for number in sorted(drawn) if applying.ledger.row("worker", number)["account_id"]]


def _guests(applying: Applying, vacancies: Sequence[Row]) -> list[Pair]:
    """Whom to invite: the best fits, nobody to more than three places."""
    draw = applying.ledger.draw(f"guests {vacancies[0]['id']}")
    agreed = {
        row["worker_id"]
        for row in applying.ledger.rows("consent")
        if row["purpose"] == "matching" and row["withdrawn_at"] is None
    }
    room = {row["id"]: row["headcount"] * INVITED_A_SEAT for row in vacancies}
    places: Counter[int] = Counter()
    chosen = []
    pairs = applying.fitting.find(draw, vacancies, each=60)
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.worker_id, pair.vacancy_id)):
        key = pair.worker_id, pair.vacancy_id
        is_free = key not in applying.invited and key not in applying.pairs and places[pair.worker_id] < MOST_FOR_A_FAIR
        if is_free and pair.worker_id in agreed and room[pair.vacancy_id] > 0:
            room[pair.vacancy_id] -= 1
            places[pair.worker_id] += 1
            chosen.append(pair)
    return chosen[:INVITED]


def _add_invitations(
    ledger: Ledger,
    applying: Applying,
    fair_id: int,
    pairs: Sequence[Pair],
    published_at: datetime,
    day: date,
    *,
    is_coming: bool,
) -> None:
    """Who was invited and what came of it; whoever said yes has applied with it."""
    draw = ledger.draw(f"fair {fair_id}")
    now = ledger.parameters.now
    ranks: Counter[int] = Counter()
    for pair in pairs:
        worker = ledger.row("worker", pair.worker_id)
        state = (COMING if is_coming else HELD).pick(draw)
        latest = min(datetime.combine(day, time(1), UTC), now)
        answered_at = published_at + (latest - published_at) * draw.uniform(0.1, 0.95)
        begins = max(ledger.row("vacancy", pair.vacancy_id)["opened_at"], worker["created_at"])
        is_answered = state in {InvitationState.ACCEPTED, InvitationState.DECLINED}
        if is_answered and (begins > answered_at or not worker["account_id"]):
            state, is_answered = (InvitationState.SENT if is_coming else InvitationState.EXPIRED), False
        applying.invited.add((pair.worker_id, pair.vacancy_id))
        invitation_id = ledger.add(
            "invitation",
            worker_id=pair.worker_id,
            vacancy_id=pair.vacancy_id,
            fair_id=fair_id,
            state=state,
            rank=ranks[pair.worker_id],
            score=pair.score,
            reasons=[],
            message="",
            created_at=published_at,
            answered_at=answered_at if is_answered else None,
        )
        ranks[pair.worker_id] += 1
        if state is InvitationState.ACCEPTED:
            path = _PLACED if not is_coming and draw.chance(HIRED) else PATHS.pick(draw)[: 1 if is_coming else 4]
            applying.add(pair, path, invitation=ledger.row("invitation", invitation_id))


def _coming_saturday(today: date) -> date:
    days = (today + timedelta(days=ahead) for ahead in range(SOONEST_COMING, 40))
    return next(
        day for day in days if day.weekday() == SATURDAY and not (is_public_holiday(day) or is_working_day(day))
    )


def _last_saturday(today: date) -> date:
    return today - timedelta(days=(today.weekday() - SATURDAY) % 7 or 7)
