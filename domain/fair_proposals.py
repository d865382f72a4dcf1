"""Fair proposals: which fairs are worth holding, where, when and with whom, from open seats and people nearby."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from domain.campaigns import Campaign, CampaignWindow, campaign_on
from domain.divisions import HOME_CITY, county_of
from domain.errors import RuleBroken
from domain.fair_expectations import Rates, expected_placements
from domain.fairs import FairState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

RULE_VERSION = "fairs-1"
SOONEST, LATEST = timedelta(days=10), timedelta(days=21)
"""◇ People need time to hear of it, and plans that lie too far ahead are forgotten."""
SATURDAY = 5
OPENS_AT, CLOSES_AT = time(9), time(12)
"""◇ A morning, as fairs of the county markets are."""
REST = timedelta(days=28)
"""◇ After a fair its theme rests in its place this long."""
LAST_CALL = timedelta(days=3)
"""◇ A proposal that nobody has published by then is withdrawn: the invited could not plan for it."""
INVITED_PER_SEAT = 5
"""◇ Not everybody comes, and not everybody who comes is hired."""
LEAST_EXPECTED = 3.0
"""◇ A fair that is expected to place fewer people is a visit to the enterprise."""
PATIENCE_DAYS = 60
"""◇ A seat that has been open this long weighs twice as much as a new one."""

Theme = tuple[int, str]
"""A zone, and the county or city where its fair would be held."""


class TooFewEnterprises(RuleBroken):
    """Fewer enterprises of the brand hire there than make a fair."""


class TooFewExpected(RuleBroken):
    """The fair is expected to place so few people that it is not worth the day."""


class NoDayLeft(RuleBroken):
    """Every Saturday of the coming weeks is a holiday, a working day, or taken in this place."""


class NotPublishedInTime(RuleBroken):
    """Nobody published the proposal while the invited could still have planned for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedVacancy:
    """An open vacancy as fairs see it."""

    id: int
    enterprise_id: int
    zone_id: int
    division_code: str
    seats: int
    days_open: int
    candidates: int
    """Workers within reach who fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingFair:
    """A fair that was proposed before."""

    id: int
    key: str
    zone_id: int
    division_code: str
    held_on: date
    state: FairState
    is_edited: bool = False
    is_withdrawn: bool = False
    """Cancelled by the clock, not by an official."""
    vacancy_ids: frozenset[int] = frozenset()

    @property
    def is_ours(self) -> bool:
        """Whether assembling may change it: no official has touched it."""
        return (self.state is FairState.PROPOSED and not self.is_edited) or self.is_withdrawn

    @property
    def theme(self) -> Theme:
        """The zone, and the county or city where it is held."""
        return self.zone_id, self.division_code


@dataclass(frozen=True, slots=True, kw_only=True)
class BoothPlan:
    """An enterprise's place at a fair, and what it shows there."""

    number: int
    enterprise_id: int
    vacancy_ids: tuple[int, ...]
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FairProposal:
    """A fair that is worth holding. Seats and days open are those of the vacancies shown."""

    key: str
    zone_id: int
    division_code: str
    held_on: date
    campaign: Campaign | None
    booths: tuple[BoothPlan, ...]
    seats: Mapping[int, int]
    """By vacancy."""
    mean_days_open: float
    """Over seats."""
    standing_id: int | None = None
    """The fair that this renews."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a night's assembling comes to."""

    proposals: tuple[FairProposal, ...]
    withdrawn: Mapping[int, RuleBroken]
    """By fair: why it makes no sense any more."""
    refused: Mapping[str, int]
    """How many themes were not worth a fair, by the name of the refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FairRules:
    """What the city has set, and what the calendar says."""

    enterprises_least: int
    booths_most: int
    is_free_saturday: Callable[[date], bool]
    """Neither a public holiday nor a day that is worked in exchange for one."""
    rates: Rates
    room: Mapping[str, int] = field(default_factory=dict)
    """Booths of the largest hall of a place, by division; a place that has none is not limited."""
    campaigns: tuple[CampaignWindow, ...] = ()
    """The days that were announced for campaigns; the usual ones hold for the others."""


def propose_fairs(
    offers: Sequence[OfferedVacancy], standing: Sequence[StandingFair], *, today: date, rules: FairRules
) -> Outlook:
    """The fairs that are worth holding: what stands is renewed, then counties by worth, then the city with the rest.

    A vacancy is shown at one fair at a time, a place has one fair a day, and a theme (zone and place) rests after a
    fair, and after an official has cancelled it until its day is over. The same offers always give the same fairs.
    """
    night = _Night(offers, standing, today=today, rules=rules)
    for fair in sorted(night.renewable.values(), key=lambda fair: (fair.held_on, fair.key)):
        night.renew(fair)
    for is_city in (False, True):
        themes = [theme for theme in night.themes() if (theme[1] == HOME_CITY) is is_city]
        for theme in sorted(themes, key=lambda theme: (-night.worth(theme), theme)):
            night.try_theme(theme)
    return Outlook(proposals=tuple(night.proposals), withdrawn=night.withdrawn, refused=dict(night.refused))


def allocate_booths(offers: Iterable[OfferedVacancy], *, least: int, most: int) -> tuple[BoothPlan, ...]:
    """A booth for each enterprise, those with most unfilled seats first, ties by number. Raises TooFewEnterprises."""
    by_enterprise: dict[int, list[OfferedVacancy]] = defaultdict(list)
    for offer in offers:
        by_enterprise[offer.enterprise_id].append(offer)
    if len(by_enterprise) < least:
        raise TooFewEnterprises(enterprises=len(by_enterprise), least=least)
    seats = {enterprise_id: sum(offer.seats for offer in shown) for enterprise_id, shown in by_enterprise.items()}
    ranked = sorted(by_enterprise, key=lambda enterprise_id: (-seats[enterprise_id], enterprise_id))
    return tuple(
        BoothPlan(
            number=number,
            enterprise_id=enterprise_id,
            vacancy_ids=tuple(sorted(offer.id for offer in by_enterprise[enterprise_id])),
            seats=seats[enterprise_id],
        )
        for number, enterprise_id in enumerate(ranked[:most], start=1)
    )


def find_day(today: date, *, is_free_saturday: Callable[[date], bool], taken: Iterable[date]) -> date:
    """The first Saturday 10 to 21 days ahead on which a fair may be held. Raises NoDayLeft."""
    taken = set(taken)
    days = (today + timedelta(days=ahead) for ahead in range(SOONEST.days, LATEST.days + 1))
    for day in days:
        if day.weekday() == SATURDAY and day not in taken and is_free_saturday(day):
            return day
    raise NoDayLeft(soonest=today + SOONEST, latest=today + LATEST)


class _Night:
    """One night's work: what is taken already, and what has been decided."""

    def __init__(
        self, offers: Sequence[OfferedVacancy], standing: Sequence[StandingFair], *, today: date, rules: FairRules
    ) -> None:
        self.today, self.rules = today, rules
        self.proposals: list[FairProposal] = []
        self.withdrawn: dict[int, RuleBroken] = {}
        self.refused: dict[str, int] = defaultdict(int)
        self.keys: set[str] = set()
        self.shown: set[int] = set()
        self.taken: dict[str, set[date]] = defaultdict(set)
        self.resting: set[Theme] = set()
        self.renewable: dict[Theme, StandingFair] = {}
        self.offers: dict[Theme, list[OfferedVacancy]] = defaultdict(list)
        for offer in sorted(offers, key=lambda offer: offer.id):
            if offer.seats > 0:
                self.offers[offer.zone_id, county_of(offer.division_code)].append(offer)
                self.offers[offer.zone_id, HOME_CITY].append(offer)
        for fair in sorted(standing, key=lambda fair: (fair.is_withdrawn, fair.held_on, fair.key)):
            self._note(fair)

    def themes(self) -> list[Theme]:
        """The themes that have no fair yet and do not rest."""
        proposed = {(proposal.zone_id, proposal.division_code) for proposal in self.proposals}
        return [theme for theme in self.offers if theme not in self.resting and theme not in proposed]

    def worth(self, theme: Theme) -> float:
        """The placements to hope for, a seat that has long been open counting up to twice."""
        total = 0.0
        for offer in self._left(theme):
            hoped = expected_placements({offer.id: _hoped(offer)}, {offer.id: offer.seats}, self.rules.rates)
            total += hoped * (1 + min(offer.days_open, PATIENCE_DAYS) / PATIENCE_DAYS)
        return total

    def renew(self, fair: StandingFair) -> None:
        """Propose again what was proposed before, on its day; or withdraw it."""
        try:
            if fair.held_on < self.today + LAST_CALL:
                raise NotPublishedInTime(held_on=fair.held_on)
            self._propose(fair.theme, fair)
        except RuleBroken as refusal:
            if fair.state is FairState.PROPOSED:
                self.withdrawn[fair.id] = refusal

    def try_theme(self, theme: Theme) -> None:
        """Propose a fair that was not proposed before, if it is worth it."""
        try:
            self._propose(theme, None)
        except RuleBroken as refusal:
            self.refused[type(refusal).__name__] += 1

    def _note(self, fair: StandingFair) -> None:
        self.keys.add(fair.key)
        if fair.state is FairState.PROPOSED and fair.held_on < self.today:
            self.withdrawn[fair.id] = NotPublishedInTime(held_on=fair.held_on)
        elif fair.is_ours:
            if fair.state is FairState.PROPOSED or fair.held_on >= self.today + LAST_CALL:
                self.renewable.setdefault(fair.theme, fair)
        elif fair.state is FairState.CANCELLED:
            if fair.held_on >= self.today:
                self.resting.add(fair.theme)
        elif fair.held_on + REST >= self.today:
            self.resting.add(fair.theme)
            self.shown |= fair.vacancy_ids if fair.held_on >= self.today else set()
            self.taken[fair.division_code].add(fair.held_on)

    def _left(self, theme: Theme) -> list[OfferedVacancy]:
        return [offer for offer in self.offers[theme] if offer.id not in self.shown]

    def _new_key(self, key: str) -> str:
        """The key, or one like it where a fair that was moved to another day still has it."""
        while key in self.keys:
            key += "+"
        return key

    def _propose(self, theme: Theme, standing: StandingFair | None) -> None:
        rules = self.rules
        offers = self._left(theme)
        most = min(rules.booths_most, rules.room.get(theme[1], rules.booths_most))
        booths = allocate_booths(offers, least=rules.enterprises_least, most=most)
        shown = {vacancy_id for booth in booths for vacancy_id in booth.vacancy_ids}
        offers = [offer for offer in offers if offer.id in shown]
        seats = {offer.id: offer.seats for offer in offers}
        expected = expected_placements({offer.id: _hoped(offer) for offer in offers}, seats, rules.rates)
        if expected < LEAST_EXPECTED:
            raise TooFewExpected(expected=round(expected, 1), least=LEAST_EXPECTED)
        zone_id, division = theme
        if standing is None or standing.held_on in self.taken[division]:
            day = find_day(self.today, is_free_saturday=rules.is_free_saturday, taken=self.taken[division])
        else:
            day = standing.held_on
        self.shown |= shown
        self.taken[division].add(day)
        self.proposals.append(
            FairProposal(
                key=standing.key if standing else self._new_key(f"{zone_id}:{division}:{day.isoformat()}"),
                zone_id=zone_id,
                division_code=division,
                held_on=day,
                campaign=campaign_on(day, rules.campaigns),
                booths=booths,
                seats=seats,
                mean_days_open=sum(offer.days_open * offer.seats for offer in offers) / sum(seats.values()),
                standing_id=standing.id if standing else None,
            )
        )


def _hoped(offer: OfferedVacancy) -> int:
    """How many people can be invited to a vacancy."""
    return min(offer.candidates, offer.seats * INVITED_PER_SEAT)
