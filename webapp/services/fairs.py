"""Assembles fairs: reads, lets the domain decide, and replaces what no official has touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from domain.candidates import find_candidates
from domain.fair_proposals import INVITED_PER_SEAT, RULE_VERSION, FairRules, OfferedVacancy, propose_fairs
from domain.fit import Pairs, explain_pairs
from domain.matching import Edges
from domain.suggestions import suggest_places
from webapp.calendar import SHANGHAI, is_public_holiday, is_working_day
from webapp.extensions import db
from webapp.models import JobRun
from webapp.reads.campaigns import announced_windows
from webapp.reads.fair_offers import (
    busy_workers,
    may_be_shown,
    prepared_invitations,
    read_offers,
    read_rates,
    read_standing_fairs,
)
from webapp.reads.halls import usual_halls
from webapp.reads.matching import read_vacancies, read_workers, rows_of
from webapp.services import audit
from webapp.services.fair_storing import Guest, NightPlan, store
from webapp.services.reasons import kept_reasons

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from domain.fair_proposals import Outlook
    from domain.fit import VacancyTable, WorkerTable
    from webapp.reads.fair_offers import Offer, StandingFairs
    from webapp.services.fair_storing import Key
    from webapp.settings import Settings

    Tell = Callable[[int, int, str], None]
    Ints = np.ndarray[Any, np.dtype[np.int64]]

STEPS = 6
N_ = str
"""Marks an English sentence that a page translates."""


class SuggestionsUnsound(Exception):
    """The invitations break a rule; nothing is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Night:
    """What a night's fairs are made from."""

    today: date
    standing: StandingFairs
    offers: Mapping[int, Offer]
    workers: WorkerTable
    vacancies: VacancyTable


def assemble(*, today: date, run_id: int, settings: Settings, tell: Tell) -> dict[str, Any]:
    """Propose the fairs that are worth holding, and whom to invite; the answer is what the run counts.

    What an official has edited keeps its details and its vacancies and gets its people matched anew. Raises
    SuggestionsUnsound, or FairsMoved where somebody changed a fair in the meantime; then nothing is stored.
    """
    tell(0, STEPS, N_("Reading workers and vacancies"))
    night = _read(today)
    tell(1, STEPS, N_("Looking who fits where"))
    found = find_candidates(night.workers, night.vacancies, today=today, per_worker=settings.candidates_per_worker)
    tell(2, STEPS, N_("Choosing themes, days and enterprises"))
    rates = read_rates()
    outlook = propose_fairs(
        _offered(night, found.fitting_workers),
        night.standing.fairs,
        today=today,
        rules=FairRules(
            enterprises_least=settings.fair_enterprises_least,
            booths_most=settings.fair_booths_most,
            is_free_saturday=is_free_saturday,
            rates=rates,
            room={division: largest for division, halls in usual_halls().items() for _, largest in halls[-1:]},
            campaigns=announced_windows(),
        ),
    )
    tell(3, STEPS, N_("Choosing whom to invite"))
    shown = _shown(night, outlook)
    party = _invite(night, shown, per_worker=settings.candidates_per_worker)
    tell(4, STEPS, N_("Noting why they fit"))
    plan = NightPlan(
        standing=night.standing,
        outlook=outlook,
        guests=party.guests,
        reasons=_reasons(night, party),
        supply=party.supply,
        hardship=frozenset(night.workers.id[night.workers.is_hardship].tolist()),
        rates=rates,
    )
    tell(5, STEPS, N_("Writing the proposals"))
    counts = {
        **store(plan, today=today, run_id=run_id),
        "workers": len(night.workers),
        "vacancies_open": len(night.vacancies),
        "not_worth": dict(outlook.refused),
    }
    audit.record(
        "fair.propose", db.session.get_one(JobRun, run_id), account_id=None, rule_version=RULE_VERSION, **counts
    )
    return counts


def is_free_saturday(day: date) -> bool:
    """Whether people are free on a Saturday: it is no public holiday and is not worked in exchange for one."""
    return not is_public_holiday(day) and not is_working_day(day)


def _read(today: date) -> _Night:
    standing = read_standing_fairs(today=today)
    only = may_be_shown(today, standing.edited)
    vacancies = read_vacancies(only)
    offers = read_offers(only)
    # Between the two statements a vacancy may have closed.
    rows = np.array([row for row, number in enumerate(vacancies.id.tolist()) if number in offers], dtype=np.int64)
    return _Night(
        today=today,
        standing=standing,
        offers=offers,
        workers=read_workers(today=today),
        vacancies=vacancies.take(rows),
    )


def _offered(night: _Night, fitting: Ints) -> list[OfferedVacancy]:
    return [
        OfferedVacancy(
            id=number,
            enterprise_id=offer.enterprise_id,
            zone_id=offer.zone_id,
            division_code=offer.division_code,
            seats=seats,
            days_open=(night.today - offer.opened_at.astimezone(SHANGHAI).date()).days if offer.opened_at else 0,
            candidates=candidates,
        )
        for number, seats, candidates in zip(
            night.vacancies.id.tolist(), night.vacancies.seats.tolist(), fitting.tolist(), strict=True
        )
        if (offer := night.offers[number]).zone_id is not None
    ]


def _shown(night: _Night, outlook: Outlook) -> dict[int, str]:
    """The vacancies to which people are invited, each with the key of its fair."""
    shown = {vacancy: proposal.key for proposal in outlook.proposals for vacancy in proposal.seats}
    for fair in night.standing.edited:
        if fair.id not in outlook.withdrawn:
            shown |= dict.fromkeys(fair.vacancy_ids & night.offers.keys(), fair.key)
    return shown


@dataclass(frozen=True, slots=True, kw_only=True)
class _Party:
    """Whom to invite to which fair, and how many would fit; both by the key of the fair."""

    guests: Mapping[str, Sequence[Guest]]
    supply: Mapping[str, int]


def _invite(night: _Night, shown: Mapping[int, str], *, per_worker: int) -> _Party:
    """Assign people to the vacancies that the fairs show; nobody who is going to a published fair already."""
    workers, keys = night.workers, sorted(set(shown.values()))
    rows = np.array([row for row, number in enumerate(night.vacancies.id.tolist()) if number in shown], dtype=np.int64)
    vacancies = night.vacancies.take(rows)
    # Looked for again among what the fairs show, so that better places elsewhere do not hide it.
    found = find_candidates(workers, vacancies, today=night.today, per_worker=per_worker)
    fair = np.array([keys.index(shown[number]) for number in vacancies.id.tolist()], dtype=np.int64)
    busy = np.array(sorted(busy_workers(today=night.today)), dtype=np.int64)
    keep = ~np.isin(workers.id[found.worker], busy)
    edges = Edges(found.worker[keep], found.vacancy[keep], found.score[keep], len(workers))
    suggestions = suggest_places(
        edges, capacity=vacancies.seats * INVITED_PER_SEAT, fair=fair, hardship=workers.is_hardship
    )
    if suggestions.violations:
        raise SuggestionsUnsound("; ".join(suggestions.violations))
    guests: dict[str, list[Guest]] = {key: [] for key in keys}
    for worker, vacancy, rank, score in zip(
        workers.id[suggestions.worker].tolist(),
        suggestions.vacancy.tolist(),
        suggestions.rank.tolist(),
        suggestions.score.tolist(),
        strict=True,
    ):
        guest = Guest(worker_id=worker, vacancy_id=int(vacancies.id[vacancy]), rank=rank, score=score)
        guests[keys[fair[vacancy]]].append(guest)
    fits = np.unique(np.stack([fair[found.vacancy], found.worker.astype(np.int64)]), axis=1)[0]
    return _Party(guests=guests, supply={key: int(np.count_nonzero(fits == row)) for row, key in enumerate(keys)})


def _reasons(night: _Night, party: _Party) -> dict[Key, list[dict[str, Any]]]:
    """Why people fit, for those who were not going to be invited before."""
    ids = {fair.key: fair.id for fair in night.standing.fairs}
    standing = prepared_invitations()
    new = [
        (key, guest.worker_id, guest.vacancy_id)
        for key, guests in party.guests.items()
        for guest in guests
        if (ids.get(key, 0), guest.worker_id, guest.vacancy_id) not in standing
    ]
    pairs = Pairs(
        workers=night.workers,
        vacancies=night.vacancies,
        worker=rows_of(night.workers.id, [worker_id for _, worker_id, _ in new]),
        vacancy=rows_of(night.vacancies.id, [vacancy_id for *_, vacancy_id in new]),
        today=night.today,
    )
    return {key: kept_reasons(why) for key, why in zip(new, explain_pairs(pairs), strict=True)}
