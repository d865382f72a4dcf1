"""A round of alerts: what opened is held against every kept question, once; then people are told what is new."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, update

from domain.alerts import FOUND_KEPT, LOOKS_BACK, SHOWN, TOLD_KEPT, AlertWay, New, divide, last_morning
from domain.messages import MessageKind, Way, is_quiet
from search import Percolator, QuestionInvalid
from webapp.calendar import SHANGHAI
from webapp.extensions import db
from webapp.models import AlertMatch, SavedQuestion, SavedSearch, ToldVacancy, VacancyOpening
from webapp.models.outbox import VACANCIES
from webapp.reads import alert_rounds as reads
from webapp.reads.alerts import newest_match
from webapp.reads.indexing import documents
from webapp.reads.synonyms import accepted_synonyms
from webapp.services.messages import Telling, tell_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from domain.alerts import Part
    from search import Synonyms, VacancyQuestion
    from webapp.models import Account

OPENINGS = 1_000
"""Openings of one round."""
PEOPLE = 500
"""People who are told in one transaction."""
ROWS = 5_000
"""Rows that are sent at once."""

WAYS = {AlertWay.SMS: Way.SMS, AlertWay.MAIL: Way.MAIL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """What a round of matching came to."""

    openings: int = 0
    questions: int = 0
    unreadable: int = 0
    """Questions that mean nothing any more: a code that they ask for has left its list."""
    matches: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a round of telling came to, and behind which account the next goes on."""

    people: int
    last_account_id: int


def match_new(
    read: Callable[[str], VacancyQuestion | None],
    *,
    at: datetime,
    today: date,
    tell: Callable[[int, int, str], None] = lambda *_: None,
) -> Matched | None:
    """Hold what has opened against every question that is kept, and note what answers which; None where nothing waits.

    A question that is new also catches up with what opened in the hour before it was kept. All of it is stored at once
    or not at all: killed before the end, the next round begins with the same openings.
    """
    openings = reads.waiting_openings(OPENINGS)
    if not openings and not reads.has_new_questions():
        return None
    opened = {opening.vacancy_id for opening in openings}
    synonyms = accepted_synonyms()
    new = _percolator(opened, synonyms, at=at, today=today)
    missed_at = {number: moment for number, moment in reads.openings_to_catch_up().items() if number not in opened}
    missed = _percolator(missed_at, synonyms, at=at, today=today)

    total = reads.count_questions(only_new=not openings)
    question_ids, vacancy_ids, first_time = array("q"), array("q"), array("q")
    asked = unreadable = 0
    for question_id, parameters, created_at, matched_at in reads.questions(only_new=not openings):
        if asked % reads.CHUNK == 0:
            tell(asked, total, "")
        asked += 1
        if matched_at is None:
            first_time.append(question_id)
        question = read(parameters)
        try:
            found = [] if question is None else [int(number) for number in new.find(question)]
            if question is not None and matched_at is None and missed_at:
                since = created_at - LOOKS_BACK
                found += [number for number in map(int, missed.find(question)) if missed_at[number] >= since]
        except QuestionInvalid:
            question, found = None, []
        unreadable += question is None
        question_ids.extend([question_id] * len(found))
        vacancy_ids.extend(found)

    _end_openings([opening.id for opening in openings], opened, at=at)
    matches = _store(question_ids, vacancy_ids, at=at)
    for chunk in _chunks(first_time):
        db.session.execute(update(SavedQuestion).where(SavedQuestion.id.in_(chunk)).values(matched_at=at), **_PLAIN)
    _forget(at)
    return Matched(openings=len(openings), questions=asked, unreadable=unreadable, matches=matches)


def tell_news(*, at: datetime, today: date, after: int = 0) -> Told | None:
    """Tell the next people behind an account what is new for their searches, one message for each; None at the end.

    Nobody is told at night. What is told is noted with the message in one transaction: killed anywhere, nobody is left
    out and nobody is told twice.
    """
    if is_quiet(at, zone=SHANGHAI):
        return None
    morning = last_morning(at, zone=SHANGHAI)
    newest = newest_match()
    accounts = reads.accounts_with_news(morning=morning, after=after, limit=PEOPLE)
    if not accounts:
        return None
    searches = reads.searches_due([account.id for account in accounts], morning=morning)
    parts = _parts(list(searches), [account.id for account in accounts], today=today)
    told = _tell([account for account in accounts if account.may_sign_in], searches, parts, at=at, key=f"{newest}")
    for chunk in _chunks(searches):
        passed = update(SavedSearch).where(SavedSearch.id.in_(chunk)).values(told_until=newest, told_on=morning)
        db.session.execute(passed, **_PLAIN)
    return Told(people=told, last_account_id=accounts[-1].id)


def said_of(part: Part, search: Any, named: Mapping[int, Any]) -> dict[str, Any]:
    """What a message keeps of what was found for a search: how many, and the first of them as they are named now."""
    return {
        "search_id": search.id,
        "name": search.name,
        "way": search.way.value,
        "count": len(part.vacancy_ids),
        "vacancies": [
            {
                "id": number,
                "title": named[number].title,
                "wage": [named[number].wage_min_fen, named[number].wage_max_fen],
                "wage_unit": named[number].wage_unit.value,
                "division": named[number].division_code,
                "enterprise": named[number].enterprise,
            }
            for number in part.vacancy_ids[:SHOWN]
        ],
    }


def _percolator(vacancy_ids: Iterable[int], synonyms: Synonyms, *, at: datetime, today: date) -> Percolator:
    """The vacancies of these numbers that are open now, to be asked as pages ask."""
    found: Any = documents(VACANCIES, sorted(vacancy_ids), today=today)
    return Percolator(list(found), now=at.astimezone(SHANGHAI), synonyms=synonyms)


def _end_openings(opening_ids: Sequence[int], vacancy_ids: Iterable[int], *, at: datetime) -> None:
    """These openings are served. What opened again is new again, but to those who were told."""
    for chunk in _chunks(opening_ids):
        db.session.execute(update(VacancyOpening).where(VacancyOpening.id.in_(chunk)).values(matched_at=at), **_PLAIN)
    for chunk in _chunks(vacancy_ids):
        db.session.execute(delete(AlertMatch).where(AlertMatch.vacancy_id.in_(chunk)), **_PLAIN)


def _store(question_ids: Sequence[int], vacancy_ids: Sequence[int], *, at: datetime) -> int:
    """Note matches, but of questions that nobody keeps any more."""
    stored = 0
    for start in range(0, len(question_ids), ROWS):
        pairs = list(zip(question_ids[start : start + ROWS], vacancy_ids[start : start + ROWS], strict=True))
        standing = reads.standing_questions(sorted({question_id for question_id, _ in pairs}))
        rows = [
            {"question_id": question_id, "vacancy_id": vacancy_id, "found_at": at}
            for question_id, vacancy_id in pairs
            if question_id in standing
        ]
        if rows:
            db.session.connection().execute(insert(AlertMatch), rows)
        stored += len(rows)
    return stored


def _forget(at: datetime) -> None:
    """Drop what is shown and needed no longer."""
    is_served = VacancyOpening.matched_at.is_not(None)
    for old in (
        delete(VacancyOpening).where(is_served, VacancyOpening.created_at < at - 2 * LOOKS_BACK),
        delete(AlertMatch).where(AlertMatch.found_at < at - FOUND_KEPT),
        delete(ToldVacancy).where(ToldVacancy.told_at < at - TOLD_KEPT),
    ):
        db.session.execute(old, **_PLAIN)


def _parts(search_ids: Sequence[int], account_ids: Sequence[int], *, today: date) -> dict[int, tuple[Part, ...]]:
    """What is to be said of these searches, by account: open vacancies only, none for which somebody has applied, and
    none of an enterprise from which somebody does not want to hear.
    """
    news = reads.news_of(search_ids)
    hiring = reads.open_among({row.vacancy_id for row in news}, today=today)
    blocked, applied = reads.blocked_by(account_ids), reads.applied_by(account_ids)
    by_account: defaultdict[int, list[New]] = defaultdict(list)
    for row in news:
        account_id, vacancy_id = row.account_id, row.vacancy_id
        enterprise_id = hiring.get(vacancy_id)
        is_wanted = (account_id, enterprise_id) not in blocked and (account_id, vacancy_id) not in applied
        if enterprise_id is not None and is_wanted:
            by_account[account_id].append(New(search_id=row.search_id, vacancy_id=vacancy_id))
    return {account_id: divide(found) for account_id, found in by_account.items()}


def _tell(
    accounts: Iterable[Account],
    searches: Mapping[int, Any],
    parts: Mapping[int, tuple[Part, ...]],
    *,
    at: datetime,
    key: str,
) -> int:
    shown = {number for of_one in parts.values() for part in of_one for number in part.vacancy_ids[:SHOWN]}
    named = reads.named_vacancies(shown)
    tellings, told = [], []
    for account in accounts:
        said = parts.get(account.id, ())
        if not said:
            continue
        words = {"parts": [said_of(part, searches[part.search_id], named) for part in said]}
        ways = frozenset(WAYS[way] for part in said if (way := searches[part.search_id].way) in WAYS)
        tellings.append(Telling(account=account, words=words, key=f"alerts:{account.id}:{key}", ways=ways))
        told += [
            {"account_id": account.id, "vacancy_id": number, "told_at": at}
            for part in said
            for number in part.vacancy_ids
        ]
    people = tell_all(MessageKind.VACANCIES_FOUND, tellings)
    for chunk in _chunks(told):
        db.session.connection().execute(insert(ToldVacancy), chunk)
    return people


_PLAIN: dict[str, Any] = {"execution_options": {"synchronize_session": False}}


def _chunks(given: Iterable[Any]) -> Iterator[list[Any]]:
    rows = list(given)
    for start in range(0, len(rows), ROWS):
        yield rows[start : start + ROWS]
