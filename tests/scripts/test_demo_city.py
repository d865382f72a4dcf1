"""The demo city makes sense: wages, places, people, seats and history agree with each other and with the rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise
from statistics import median

import pytest
from stdnum.cn import uscc

from domain.accounts import Role
from domain.advertisements import check_advertisement
from domain.applications import SEATED, TRANSITIONS, ApplicationState
from domain.batches import batch_state_of
from domain.brands import PUBLIC_STATES, BrandState
from domain.brands.standing import MOVES, NEEDS_REASON
from domain.divisions import HOME_CITY, lies_within
from domain.duplicates import PairState, Person, grounds_of
from domain.interviews import InterviewState
from domain.labour_export import HOLDS_SEAT, BatchState, OrderState, RosterState
from domain.labour_export import SEATED as SEATED_ON_ROSTER
from domain.labour_export import TRANSITIONS as ROSTER_TRANSITIONS
from domain.places import Point, distance_km
from domain.query_log import CountedText, Rewording, propose_synonyms
from domain.skill_certificates import CertificateKind, CertificateStanding
from domain.surveys import SurveyOutcome, check_report, find_duplicates
from domain.vacancies import LONGEST_VALIDITY, VacancyDraft, VacancyState, check_draft
from domain.wages import Wage, minimum_wage_on
from domain.workers import ConsentPurpose, check_birth_year, check_wishes
from reference.divisions import division
from reference.occupations import OCCUPATION_LEVEL, occupation
from scripts.demo_city import talents
from scripts.demo_city.city import build, parameters
from scripts.demo_city.titles import real_titles
from scripts.demo_city.towns import SPREAD_KM, towns
from scripts.demo_city.trades import licences_of
from search.analysis.synonyms import obstacle
from webapp.models import Base
from webapp.reads.brands import sound
from webapp.services.identifiers import identity_number, mobile_phone
from webapp.settings import MINIMUM_WAGES

from .conftest import TODAY

PLACED_BY_HAND_KM = 2


def of(rows, owner):
    """Rows by what they belong to."""
    by_owner = defaultdict(list)
    for row in rows:
        by_owner[row[owner]].append(row)
    return by_owner


def test_the_same_seed_makes_the_same_city(wanted, city):
    assert build(wanted).ledger.tables == city.ledger.tables


def test_another_seed_makes_another_city():
    one, other = (
        build(parameters(workers=40, vacancies=60, seed=seed, today=TODAY)).ledger.rows("worker") for seed in (1, 2)
    )

    assert [row["name"] for row in one] != [row["name"] for row in other]


@pytest.mark.parametrize("workers", [1, 60])
def test_even_a_hamlet_has_an_account_for_each_role(workers):
    hamlet = build(parameters(workers=workers, vacancies=60, seed=3, today=TODAY))

    assert hamlet.accounts.keys() == set(Role)
    assert len(hamlet.ledger.rows("worker")) == workers
    assert len(hamlet.ledger.rows("vacancy")) == 60


def test_the_city_has_what_was_asked_for(wanted, rows):
    assert len(rows("worker")) == wanted.workers
    assert len(rows("vacancy")) == wanted.vacancies


def test_every_row_fills_the_columns_of_its_table(city):
    for name, rows in city.ledger.tables.items():
        columns = Base.metadata.tables[name].columns
        assert {frozenset(row) for row in rows} == {frozenset(columns.keys())}, name


def test_every_vacancy_is_where_it_says(rows):
    for row in rows("vacancy"):
        place = division(row["division_code"])
        apart = distance_km(Point(row["latitude"], row["longitude"]), Point(place.latitude, place.longitude))
        spread = SPREAD_KM[towns()[place.code].kind] if place.code in towns() else max(SPREAD_KM.values())
        assert apart <= 2 * spread + 0.1, row["address"]


def test_every_worker_lives_in_a_town_of_the_city(rows):
    for row in rows("worker"):
        town = towns()[row["division_code"]]
        assert distance_km(Point(row["latitude"], row["longitude"]), town.point) <= 2 * SPREAD_KM[town.kind] + 0.1


def test_every_vacancy_could_have_been_posted(rows):
    minimum = minimum_wage_on(TODAY, MINIMUM_WAGES)
    skills = of(rows("vacancy_skill"), "vacancy_id")
    for row in rows("vacancy"):
        wage = Wage(
            min_fen=row["wage_min_fen"],
            max_fen=row["wage_max_fen"],
            unit=row["wage_unit"],
            pieces_per_day=row["pieces_per_day"],
        )
        draft = VacancyDraft(
            title=row["title"],
            headcount=row["headcount"],
            wage=wage,
            valid_until=max(row["valid_until"], TODAY),
            duties=row["duties"],
            starts_on=row["starts_on"],
            address=row["address"],
            pay_day=row["pay_day"],
            experience_years=row["experience_years"],
            skills=tuple(item["skill"] for item in skills[row["id"]]),
        )
        check_draft(draft, today=TODAY, minimum=minimum)
        assert (row["monthly_min_fen"], row["monthly_max_fen"]) == (wage.monthly_min_fen, wage.monthly_max_fen)


def test_a_jade_carver_is_not_paid_like_a_cashier(rows):
    wages = defaultdict(list)
    for row in rows("vacancy"):
        if not row["export_order_id"]:
            wages[row["occupation_code"]].append(row["monthly_max_fen"])

    jade_carver, cashier, cleaner, welder = ("6-09-03-01", "4-01-02-04", "4-09-08-01", "6-18-02-04")
    assert median(wages[jade_carver]) > 1.5 * median(wages[cashier])
    assert median(wages[welder]) > 1.4 * median(wages[cleaner])
    assert median(wages[cashier]) < 5_500_00


def test_work_is_called_what_it_is_called_on_the_job_boards(rows):
    real = {title.text for title in real_titles()}
    of_boards = [row for row in rows("vacancy") if row["title"] in real]

    assert len(of_boards) > 0.6 * len(rows("vacancy"))


def test_every_vacancy_names_an_occupation_that_exists_and_the_licences_that_it_needs(rows):
    licences = of(rows("vacancy_licence"), "vacancy_id")
    for row in rows("vacancy"):
        own = occupation(row["occupation_code"])
        assert own.level == OCCUPATION_LEVEL or own.name.startswith("其他"), row["title"]
        asked = {item["licence"] for item in licences[row["id"]]}
        assert asked == licences_of(row["occupation_code"], row["title"])


def test_only_what_waits_for_an_official_says_what_may_not_be_said(rows):
    doubtful = {VacancyState.IN_REVIEW, VacancyState.REFUSED}
    for row in rows("vacancy"):
        texts = {"title": row["title"], "duties": row["duties"], "address": row["address"]}
        findings = [finding.as_row() for finding in check_advertisement(texts)]
        assert row["findings"] == findings
        assert bool(findings) == (row["state"] in doubtful), row


def test_only_employers_that_an_official_has_seen_advertise(rows):
    verified = {row["id"] for row in rows("enterprise") if row["verified_at"]}

    assert {row["enterprise_id"] for row in rows("vacancy")} <= verified
    assert any(not row["verified_at"] for row in rows("enterprise"))


def test_every_desk_has_something_to_show(city, rows):
    for state in (VacancyState.OPEN, VacancyState.IN_REVIEW, VacancyState.PAUSED, VacancyState.FILLED):
        assert any(row["state"] is state for row in rows("vacancy")), state
    phones = {role: account["phone"] for role, account in city.accounts.items()}
    accounts = {row["phone"]: row for row in rows("account")}
    enterprise = accounts[phones["enterprise"]]["enterprise_id"]
    worker = next(row["id"] for row in rows("worker") if row["phone"] == phones["worker"])
    ours = {row["id"] for row in rows("vacancy") if row["enterprise_id"] == enterprise}
    agency = accounts[phones["agency"]]["agency_id"]

    assert len([row for row in rows("application") if row["vacancy_id"] in ours]) >= 5
    assert len({row["state"] for row in rows("application") if row["worker_id"] == worker}) >= 2
    assert any(row["worker_id"] == worker for row in rows("invitation"))
    assert any(row["agency_id"] == agency for row in rows("batch"))
    assert any(row["state"] is OrderState.CLOSED for row in rows("export_order"))


def test_seats_are_taken_by_people(rows):
    taken = Counter(row["vacancy_id"] for row in rows("application") if row["state"] in SEATED)
    taken.update(row["vacancy_id"] for row in rows("roster_entry") if row["state"] in SEATED_ON_ROSTER)
    for row in rows("vacancy"):
        assert row["seats_taken"] == taken[row["id"]] <= row["headcount"]
        if row["state"] is VacancyState.FILLED:
            assert row["seats_taken"] == row["headcount"]
        if row["state"] is VacancyState.OPEN:
            assert row["seats_taken"] < row["headcount"]


def test_every_application_went_the_way_of_the_table(wanted, rows):
    events = of(rows("application_event"), "application_id")
    accounts = {row["id"]: row for row in rows("account")}
    opened = {row["id"]: row["opened_at"] for row in rows("vacancy")}
    for row in rows("application"):
        steps = events[row["id"]]
        assert steps[0]["state"] is ApplicationState.SUBMITTED
        assert steps[-1]["state"] is row["state"]
        assert opened[row["vacancy_id"]] < steps[0]["at"]
        assert steps[-1]["at"] < wanted.now
        for before, after in pairwise(steps):
            role = TRANSITIONS[before["state"], after["state"]]
            assert before["at"] < after["at"]
            assert (accounts[after["account_id"]]["role"] if after["account_id"] else None) is role


def test_nobody_applies_twice_and_nobody_is_invited_twice(rows):
    for table in ("application", "invitation"):
        pairs = Counter((row["worker_id"], row["vacancy_id"]) for row in rows(table))
        assert max(pairs.values()) == 1, table


def test_every_place_on_a_roster_went_the_way_of_the_table(wanted, rows):
    events = of(rows("roster_event"), "entry_id")
    accounts = {row["id"]: row for row in rows("account")}
    for row in rows("roster_entry"):
        state = RosterState.PROPOSED
        for event in events[row["id"]]:
            assert accounts[event["account_id"]]["role"] is ROSTER_TRANSITIONS[state, event["state"]]
            assert event["at"] < wanted.now
            state = event["state"]
        assert state is row["state"]


def test_a_worker_has_one_place_and_a_batch_no_more_people_than_seats(rows):
    holding = [row for row in rows("roster_entry") if row["state"] in HOLDS_SEAT]
    seats = {row["id"]: row["seats"] for row in rows("batch")}
    orders = of(rows("batch"), "order_id")

    assert max(Counter(row["worker_id"] for row in holding).values()) == 1
    assert all(count <= seats[batch] for batch, count in Counter(row["batch_id"] for row in holding).items())
    for order, batches in orders.items():
        asked = sum(row["headcount"] for row in rows("vacancy") if row["export_order_id"] == order)
        assert sum(batch["seats"] for batch in batches) <= asked


def test_nobody_sits_where_another_sits_and_who_goes_together_sits_in_one_bus(rows):
    seats = rows("seat")
    vehicles = {row["id"]: row for row in rows("vehicle")}
    entries = {row["id"]: row for row in rows("roster_entry")}

    assert seats
    assert max(Counter((row["vehicle_id"], row["number"]) for row in seats).values()) == 1
    assert all(1 <= row["number"] <= vehicles[row["vehicle_id"]]["seats"] for row in seats)
    bus_of = {entries[row["entry_id"]]["worker_id"]: row["vehicle_id"] for row in seats}
    assert all(bus_of[row["asker_id"]] == bus_of[row["other_id"]] for row in rows("companionship"))
    for row in seats:
        assert vehicles[row["vehicle_id"]]["batch_id"] == entries[row["entry_id"]]["batch_id"]


def test_a_batch_stands_where_its_people_do(rows):
    entries = of(rows("roster_entry"), "batch_id")
    for row in rows("batch"):
        states = {entry["state"] for entry in entries[row["id"]]}
        if row["departs_on"] > TODAY:
            assert row["state"] is BatchState.FORMING
        assert row["state"] is batch_state_of(row["state"], states)


def test_orders_come_from_out_of_town_and_open_ones_are_still_to_leave(rows):
    for row in rows("export_order"):
        assert not lies_within(row["division_code"], HOME_CITY)
        assert (row["departs_until"] >= TODAY) == (row["state"] is OrderState.OPEN)


def test_every_worker_could_have_signed_up(rows):
    occupations = of(rows("worker_occupation"), "worker_id")
    for row in rows("worker"):
        wishes = sorted(occupations[row["id"]], key=lambda item: item["rank"])
        codes = tuple(item["occupation_code"] for item in wishes)
        check_birth_year(row["birth_year"], today=TODAY)
        check_wishes(occupations=codes, commute_km=row["commute_km"])
        assert len(set(codes)) == len(codes)
        assert all(occupation(code).level == OCCUPATION_LEVEL for code in codes)
        assert 0 <= row["experience_years"] <= TODAY.year - row["birth_year"] - 15


def test_hardship_is_kept_only_with_consent(rows):
    agreed = {row["worker_id"] for row in rows("consent") if row["purpose"] is ConsentPurpose.SENSITIVE}
    in_hardship = {row["id"] for row in rows("worker") if row["hardship"]}

    assert in_hardship == agreed
    assert 0.05 < len(in_hardship) / len(rows("worker")) < 0.11


def test_everybody_has_agreed_to_the_terms_and_not_everybody_to_be_found(rows):
    by_purpose = Counter(row["purpose"] for row in rows("consent") if row["withdrawn_at"] is None)

    assert by_purpose[ConsentPurpose.TERMS] == len(rows("worker"))
    assert 0.7 < by_purpose[ConsentPurpose.FINDABLE] / len(rows("worker")) < 0.95
    assert 0.7 < by_purpose[ConsentPurpose.MATCHING] / len(rows("worker")) < 0.95


def test_numbers_pass_every_check_and_belong_to_one(rows):
    phones = [row["phone"] for row in rows("account")]
    assert len(set(phones)) == len(phones)
    assert all(mobile_phone(phone) == phone and phone.startswith("1990") for phone in phones)
    codes = [row["uscc"] for table in ("enterprise", "agency") for row in rows(table)]
    assert len(set(codes)) == len(codes)
    assert all(uscc.is_valid(code) and code[8:12] == "0000" for code in codes)


def test_no_two_employers_share_a_name(rows):
    names = [row["name"] for row in rows("enterprise")]

    assert len(set(names)) == len(names)


def test_what_is_made_up_says_so(rows):
    assert all(row["is_illustrative"] for row in rows("brand"))
    assert all("演示" in row["source"] for row in rows("brand_figure"))
    assert all("虚构" in row["introduction"] for row in rows("enterprise"))


def test_a_corrected_figure_was_entered_before_and_says_why_it_changed(wanted, rows):
    replaced = [row for row in rows("brand_figure") if row["replaced_at"]]
    standing = {(r["brand_id"], r["year"], r["indicator"]): r for r in rows("brand_figure") if not r["replaced_at"]}

    assert replaced
    for row in replaced:
        newer = standing[row["brand_id"], row["year"], row["indicator"]]
        assert row["entered_at"] < row["replaced_at"] == newer["entered_at"] < wanted.now
        assert newer["reason"]


def test_brands_were_moved_as_the_table_allows(wanted, rows):
    accounts, brands = ({row["id"]: row for row in rows(table)} for table in ("account", "brand"))
    moves = [row for row in rows("audit_entry") if row["action"] == "brand.move"]

    assert {row["subject_id"] for row in moves} == set(brands)
    for row in moves:
        before, state = (BrandState(row["figures"][key]) for key in ("before", "state"))
        assert accounts[row["account_id"]]["role"] in MOVES[before, state]
        assert row["figures"]["reason"] or state not in NEEDS_REASON
        assert brands[row["subject_id"]]["created_at"] < row["at"] < wanted.now


def test_every_brand_has_places_and_people_to_show(rows):
    brands = {row["id"] for row in rows("brand")}

    for table in ("brand_site", "brand_person"):
        assert {row["brand_id"] for row in rows(table)} == brands


def test_a_survey_takes_reports_some_of_which_mean_the_same(wanted, rows):
    rounds = {row["id"]: row for row in rows("survey_round")}
    reports = of(rows("survey_report"), "round_id")
    open_now = [number for number, row in rounds.items() if row["opens_on"] <= TODAY <= row["closes_on"]]

    assert open_now
    waiting = {
        row["id"]: row["product"]
        for number in open_now
        for row in reports[number]
        if row["outcome"] is SurveyOutcome.WAITING
    }
    assert len(find_duplicates(waiting, sound=sound)) >= 2
    for row in rows("survey_report"):
        check_report(
            product=row["product"], features=row["features"], reporter=row["reporter"], workforce=row["workforce"]
        )
        assert (row["decided_at"] is None) == (row["outcome"] is SurveyOutcome.WAITING)
        assert (row["merged_into_id"] is not None) == (row["outcome"] is SurveyOutcome.MERGED)
        assert (row["decided_at"] or row["created_at"]) < wanted.now


def test_editions_of_the_directory_differ_and_name_public_brands(rows):
    brands = {row["id"]: row for row in rows("brand")}
    entries = of(rows("directory_entry"), "edition_id")

    assert len(rows("directory_edition")) == 2
    assert {row["brand_id"] for row in entries[1]} < {row["brand_id"] for row in entries[2]}
    shown = PUBLIC_STATES | {BrandState.SUSPENDED}  # who was suspended since stays in the older edition
    assert all(brands[row["brand_id"]]["state"] in shown for row in rows("directory_entry"))
    for lines in entries.values():
        assert [row["place"] for row in lines] == list(range(1, len(lines) + 1))


def test_figures_of_a_brand_agree_with_each_other(rows):
    by_brand = defaultdict(dict)
    for row in rows("brand_figure"):
        if row["replaced_at"] is None:
            assert row["indicator"].value not in by_brand[row["brand_id"], row["year"]]
            by_brand[row["brand_id"], row["year"]][row["indicator"].value] = row["value"]
    for figures in by_brand.values():
        parts = ("skilled_workers", "migrant_workers", "hardship_workers")
        assert all(figures[part] <= figures["workforce"] for part in parts)
        income = figures["workforce"] * figures["mean_monthly_wage_fen"] * 12
        assert figures["annual_labour_income_fen"] == income


def test_fairs_were_held_and_one_is_to_come(rows):
    for row in rows("fair"):
        assert row["held_on"].weekday() == 5
        assert (row["held_on"] > TODAY) == (row["state"].value == "published")
    booths = of(rows("booth"), "fair_id")
    assert all(len(booths[row["id"]]) >= 3 for row in rows("fair"))
    assert any(row["held_on"] > TODAY for row in rows("fair"))


def test_a_fair_that_was_held_has_guests_and_passers_by_and_something_came_of_it(rows):
    interviews, tickets, visits = (
        of(rows(name), "fair_id") for name in ("fair_interview", "fair_ticket", "booth_visit")
    )
    applications = {row["id"]: row for row in rows("application")}
    held = [row["id"] for row in rows("fair") if row["held_on"] < TODAY]
    states = {applications[row["application_id"]]["state"] for row in rows("fair_interview") if row["application_id"]}

    assert {ApplicationState.OFFERED, ApplicationState.PLACED} & states
    for number in held:
        came = {row["worker_id"] for row in tickets[number] if row["checked_in_at"]}
        spoken = {row["worker_id"] for row in interviews[number] if row["state"] is InterviewState.DONE}
        walked_in = {row["worker_id"] for row in tickets[number] if row["is_walk_in"]}
        visited = {row["worker_id"] for row in visits[number]}
        assert spoken < visited <= came
        assert walked_in <= came - spoken
    assert any(row["is_walk_in"] for number in held for row in tickets[number])


def test_no_vacancy_stands_longer_than_advertisements_may(rows):
    for row in rows("vacancy"):
        if row["state"] is VacancyState.OPEN:
            assert TODAY <= row["valid_until"] <= row["opened_at"].date() + LONGEST_VALIDITY


def test_identity_numbers_pass_every_check_and_belong_to_nobody(rows):
    numbers = [row["sealed"] for row in rows("worker_identity")]
    workers = {row["id"]: row for row in rows("worker")}

    assert len(numbers) > 0.5 * len(workers)
    for row in rows("worker_identity"):
        number, birthday = identity_number(row["sealed"], today=TODAY)
        assert number.startswith("321000")
        assert birthday.year == workers[row["worker_id"]]["birth_year"]


def test_some_people_stand_twice_and_the_evidence_is_true(rows):
    workers = {row["id"]: row for row in rows("worker")}
    numbers = {row["worker_id"]: row["sealed"] for row in rows("worker_identity")}

    assert {row["state"] for row in rows("worker_pair")} == {PairState.OPEN, PairState.TWO_PEOPLE}
    for row in rows("worker_pair"):
        one, other = (
            Person(
                name=workers[number]["name"],
                phone=workers[number]["phone"],
                birth_year=workers[number]["birth_year"],
                blind_index=numbers.get(number, ""),
            )
            for number in (row["first_id"], row["second_id"])
        )
        assert grounds_of(one, other) == row["grounds"]


def test_papers_wait_for_officials_and_some_were_refused(rows):
    standings = Counter(row["standing"] for row in rows("certificate"))

    assert standings[CertificateStanding.WAITING] > standings[CertificateStanding.REFUSED] > 0
    assert all(row["file_sha256"] for row in rows("certificate") if row["standing"] is CertificateStanding.WAITING)
    assert all(row["items"] for row in rows("certificate") if row["kind"] is CertificateKind.SPECIAL_ABILITY)


def test_crafts_show_works_that_say_what_they_are(rows):
    files = {sha256(content).hexdigest() for content in talents.files()}

    assert rows("portfolio_picture")
    for row in rows("portfolio_picture"):
        assert row["is_illustrative"]
        assert {row["large_sha256"], row["small_sha256"]} <= files


def test_people_have_searched_for_weeks_and_their_words_wait_for_an_official(rows):
    since, until = TODAY - timedelta(days=84), TODAY
    days = {row["day"] for row in rows("query_day")}
    counted = [
        CountedText(
            text=text,
            times=sum(row["times"] for row in given),
            days=len(given),
            empty=sum(row["empty"] for row in given),
            opened=sum(row["opened"] for row in given),
        )
        for text, given in of(rows("query_day"), "text").items()
    ]
    pairs = Counter()
    for row in rows("query_rewording"):
        pairs[row["before"], row["after"]] += row["times"]

    proposals = propose_synonyms(
        counted,
        [Rewording(before=before, after=after, times=times) for (before, after), times in pairs.items()],
        likely=lambda _: None,
        is_free=lambda word, means: obstacle(word, means) is None,
    )

    assert min(days) >= since
    assert max(days) < until
    assert {"颠勺": "厨师", "跑堂": "服务员", "打螺丝": "普工"}.items() <= {
        one.word: one.means for one in proposals
    }.items()
    assert all(row["empty"] <= row["times"] and row["by_page"] <= row["times"] for row in rows("query_day"))
    assert {row["state"] for row in rows("synonym")} == {"accepted", "refused"}
