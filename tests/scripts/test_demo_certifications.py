"""What brands hold and apply for in the demo city agrees with the rules by which it could have come about."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from domain.brands import BrandState
from domain.brands.standing import CERTIFIED
from domain.certifications import (
    DECISIONS,
    OPEN,
    STEPS,
    CertificateState,
    CertificationState,
    CertificationStep,
    certificate_number,
    involved_in,
    valid_until,
)
from domain.inspections import draw
from scripts.demo_city.certifications import standard
from scripts.demo_city.city import build, parameters

from .conftest import TODAY


@pytest.fixture(params=["city", "hamlet"])
def all_rows(request, rows):
    """Of the small city, and of one that is so small that brands have no enterprises."""
    if request.param == "city":
        return rows
    return build(parameters(workers=1, vacancies=60, seed=3, today=TODAY)).ledger.rows


def of(rows, owner):
    found = defaultdict(list)
    for row in rows:
        found[row[owner]].append(row)
    return found


def test_every_application_went_the_way_of_the_table_and_nobody_decided_about_their_own(all_rows):
    roles = {row["id"]: row["role"] for row in all_rows("account")}
    steps, files = (
        of(all_rows("certification_step"), "certification_id"),
        of(all_rows("evidence_file"), "certification_id"),
    )
    for row in all_rows("certification"):
        state, taken = CertificationState.PREPARING, []
        for step in steps[row["id"]]:
            assert STEPS[state, step["step"], roles[step["account_id"]]] is step["state"]
            applied = [row["applied_by_id"], *(file["uploaded_by_id"] for file in files[row["id"]])]
            if step["step"] in DECISIONS:
                assert step["account_id"] not in involved_in(step["step"], applied=applied, taken=taken)
            taken.append((step["step"], step["account_id"]))
            state = step["state"]
        assert state is row["state"]
        assert all(before["at"] < after["at"] for before, after in pairwise(steps[row["id"]]))
        shown = {condition for file in files[row["id"]] for condition in file["conditions"]}
        assert {condition.id for condition in standard().conditions(row["category"])} >= shown


def test_what_is_attested_is_shown_by_a_file(all_rows):
    shown = defaultdict(set)
    for file in all_rows("evidence_file"):
        shown[file["certification_id"]].update(file["conditions"])
    assert all(row["condition"].split(".")[0] in shown[row["certification_id"]] for row in all_rows("attestation"))


def test_a_brand_is_a_candidate_while_the_city_looks_and_certified_while_it_holds_a_certificate(all_rows):
    applying = {row["brand_id"] for row in all_rows("certification") if row["state"] is CertificationState.AT_CITY}
    holding = {row["brand_id"] for row in all_rows("brand_certificate")}
    states = {row["id"]: row["state"] for row in all_rows("brand")}

    assert applying == {number for number, state in states.items() if state is BrandState.CITY_CANDIDATE}
    assert holding == {
        number for number, state in states.items() if state in CERTIFIED or state is BrandState.SUSPENDED
    }
    open_ones = Counter(row["brand_id"] for row in all_rows("certification") if row["state"] in OPEN)
    assert max(open_ones.values()) == 1


def test_certificates_are_numbered_through_the_year_and_hold_for_three(all_rows):
    by_year = of(all_rows("brand_certificate"), "year")
    for year, issued in by_year.items():
        issued.sort(key=lambda row: row["sequence"])
        assert [row["sequence"] for row in issued] == list(range(1, len(issued) + 1))
        assert [row["issued_on"] for row in issued] == sorted(row["issued_on"] for row in issued)
        for row in issued:
            assert row["number"] == certificate_number(year, row["sequence"])
            assert row["issued_on"].year == year
            assert row["valid_until"] == valid_until(row["issued_on"])
            assert row["valid_until"] >= TODAY
    assert len({row["token"] for row in all_rows("brand_certificate")}) == len(all_rows("brand_certificate"))


def test_applications_stand_in_every_state_and_what_was_certified_met_the_standard(rows):
    assert {row["state"] for row in rows("certification")} == set(CertificationState)
    for row in rows("certification"):
        if row["state"] is CertificationState.CERTIFIED:
            assert row["standard_version"] == "2022-trial"
            aims = {one.id for one in standard().basic if one.is_aim}
            assert {finding["outcome"] for finding in row["findings"] if finding["id"] not in aims} == {"met"}
    certified = [row for row in rows("certification_step") if row["step"] is CertificationStep.CERTIFY]
    assert len(certified) == len(rows("brand_certificate"))


def test_the_last_two_quarters_were_reviewed_and_found_who_fell(rows):
    quarters = sorted({row["quarter"] for row in rows("brand_review")})
    cases = {row["brand_id"]: row for row in rows("rectification_case")}
    latest = [row for row in rows("brand_review") if row["quarter"] == quarters[-1]]

    assert quarters == ["2026Q3", "2026Q4"]
    assert {row["brand_id"] for row in latest if not row["passed"]} == set(cases)
    assert sorted(row["state"] for row in cases.values()) == ["open", "suspended"]
    for row in cases.values():
        assert row["due_on"] == row["opened_on"] + timedelta(days=90)
        assert (row["state"] == "suspended") == (row["due_on"] < TODAY)
        assert [finding["id"] for finding in row["findings"]]


@pytest.mark.parametrize("day", [date(2027, 1, 2), date(2027, 1, 11), date(2027, 4, 10), date(2026, 7, 11)])
def test_a_certificate_is_suspended_in_whatever_season_the_city_is_made(day):
    found = build(parameters(workers=1, vacancies=60, seed=5, today=day)).ledger.rows

    suspended = [row for row in found("brand_certificate") if row["state"] is CertificateState.SUSPENDED]
    states = {row["id"]: row["state"] for row in found("brand")}
    assert [states[row["brand_id"]] for row in suspended] == [BrandState.SUSPENDED]
    assert all(row["at"] < row_now(day) for row in found("audit_entry"))


def row_now(day):
    return parameters(workers=1, vacancies=60, seed=5, today=day).now


def test_the_inspection_was_drawn_by_its_lot(rows):
    (inspection,) = rows("inspection")
    drawn = [row["brand_id"] for row in rows("inspection_visit")]

    seed, published = inspection["seed"], inspection["fingerprint"]
    assert tuple(drawn) == draw(inspection["population"], inspection["sample_size"], seed=seed, published=published)
    reported = [row for row in rows("inspection_visit") if row["finding"]]
    assert 0 < len(reported) < len(drawn)
    assert all(inspection["drawn_at"].date() <= row["visited_on"] < TODAY for row in reported)
