"""One stem, every room: a capability has one name everywhere, and this is the list of the capabilities."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("domain", "webapp/services", "webapp/reads", "webapp/blueprints", "jobs")

FEATURES = {
    "accounts": "who may come in, as what, and where",
    "advertisements": "the words that a vacancy may not use",
    "agencies": "HR agencies and their desk",
    "alerts": "what is new for the searches that people keep",
    "api": "what other programs may ask",
    "applications": "from applying to being hired",
    "audit": "what was decided by whom",
    "brand_reviews": "every quarter each certified brand is held against the standard again",
    "brands": "the library of labour brands",
    "campaigns": "when which fairs and campaigns take place",
    "certifications": "from applying to holding a certificate",
    "congestion": "prices that spread people over vacancies",
    "contests": "calls for exemplary brands and people, and competitions",
    "corridors": "from where people go where",
    "directories": "numbered editions of the library",
    "duplicates": "two profiles that may be one person",
    "enterprises": "enterprises and their desk",
    "exhibitions": "what labour brands show, and who comes to see it",
    "export_orders": "orders of cooperating places",
    "fair_days": "the day of a fair, and the night before it",
    "fair_floors": "which enterprise stands where in the hall",
    "fair_proposals": "special recruitment fairs before they are published",
    "fair_registrations": "which enterprises come to a fair",
    "fair_reports": "what came of fairs, by brand and county",
    "fair_tickets": "who comes to a fair, and when",
    "fair_timetables": "who speaks to whom when at a fair",
    "fairs": "special recruitment fairs",
    "halls": "where fairs are held, booth by booth",
    "home": "the first page",
    "identities": "identity numbers: kept locked away, seen with a reason",
    "inspections": "brands that are visited by lot",
    "indexing": "the way of a changed row into the search index",
    "invitations": "enterprises ask workers",
    "labour_export": "batches and rosters of labour export",
    "leases": "one clock at a time",
    "messages": "what people are told, and how it reaches them",
    "occupations": "which occupation a title means",
    "officials": "the desk of officials",
    "pictures": "pictures of public pages",
    "profile_claims": "taking over what a county has entered",
    "portfolios": "pictures of what people have made",
    "platform": "what those ask who run the platform",
    "query_log": "what is searched for, and what finds nothing",
    "retention": "whether those who went away are still at work",
    "runs": "what the clock did",
    "subsidies": "what agencies are paid for those whom they sent",
    "skill_certificates": "certificates of workers, and officials who verify them",
    "standards": "by what brands are certified, version after version",
    "stories": "stories of the people of a brand",
    "suggestions": "what is offered while one types",
    "synonyms": "words that officials accept as meaning the same",
    "surveys": "counties look for labour products",
    "talents": "the talent database, for officials and for enterprises",
    "vacancies": "posting, searching and ending vacancies",
    "verifications": "officials verify who employs",
    "worker_imports": "people whom a county enters from a table",
    "workers": "workers, their profile and their consents",
    "zones": "the brand zones",
}
"""Stem -> what the capability is. A new one is added here, and has the same name in every room that it needs."""

PARTS = {
    "advertisement_patterns": "advertisements",
    "alert_rounds": "alerts",
    "assessments": "certifications",
    "batches": "labour_export",
    "brand_dossiers": "brands",
    "brand_figures": "brands",
    "brand_messages": "certifications",
    "brand_standing": "brands",
    "candidates": "enterprises",
    "certificates": "certifications",
    "codes": "accounts",
    "companions": "labour_export",
    "contest_entries": "contests",
    "contest_juries": "contests",
    "contest_messages": "contests",
    "contest_scoring": "contests",
    "evidence": "certifications",
    "expiry": "vacancies",
    "export_contracts": "labour_export",
    "fair_expectations": "fair_proposals",
    "fair_locks": "fairs",
    "fair_messages": "fairs",
    "fair_offers": "fair_proposals",
    "fair_replans": "fair_timetables",
    "fair_storing": "fair_proposals",
    "fair_visits": "fair_days",
    "fair_walk_ins": "fair_days",
    "gaps": "workers",
    "interviews": "fair_timetables",
    "joining": "duplicates",
    "judgements": "query_log",
    "mail_addresses": "accounts",
    "matching": "labour_export",
    "objections": "labour_export",
    "offers": "zones",
    "one_time_codes": "labour_export",
    "open_batches": "labour_export",
    "picture_drawing": "pictures",
    "picture_reader": "pictures",
    "place_news": "labour_export",
    "places_away": "labour_export",
    "portfolio_pictures": "portfolios",
    "recruits": "labour_export",
    "roster_desk": "labour_export",
    "roster_matching": "labour_export",
    "roster_steps": "labour_export",
    "roster_tables": "labour_export",
    "rosters": "labour_export",
    "seats": "vacancies",
    "skills": "workers",
    "standard_effects": "standards",
    "talent_search": "talents",
    "talent_statistics": "talents",
    "time_slots": "fair_timetables",
    "vacancy_desk": "enterprises",
    "vehicles": "labour_export",
    "worker_home": "workers",
    "zone_desk": "zones",
    "zone_figures": "zones",
    "zone_pages": "zones",
    "zone_ranking": "zones",
    "zone_reach": "zones",
    "zone_visits": "zones",
}
"""A file that grew too long for one capability -> the capability that it is a part of."""

SHARED = {
    "domain": {"contacts", "divisions", "errors", "fit", "places", "spreadsheets", "wages"},
    "webapp/services": {"identifiers", "reasons", "sheet_reader", "solving", "spreadsheets", "vault"},
    "webapp/reads": {"listing", "paging", "personal"},
    "webapp/blueprints": set(),
    "jobs": {"clock", "runner", "schedule", "work"},
}
"""Room -> what several capabilities stand on there."""


def stems(room: str) -> set[str]:
    return {path.stem for path in (ROOT / room).iterdir() if not path.name.startswith(("_", "."))}


@pytest.mark.parametrize("room", ROOMS)
def test_every_file_belongs_to_a_capability(room):
    unknown = stems(room) - FEATURES.keys() - PARTS.keys() - SHARED[room]
    assert not unknown, f"Say in FEATURES, PARTS or SHARED what these of {room} are: {sorted(unknown)}"


def test_no_name_is_kept_for_what_is_gone():
    there = {stem for room in ROOMS for stem in stems(room)}
    assert FEATURES.keys() | PARTS.keys() <= there
    assert all(names <= stems(room) for room, names in SHARED.items())


def test_a_part_belongs_to_a_capability():
    assert set(PARTS.values()) <= FEATURES.keys()
    assert not FEATURES.keys() & PARTS.keys()


def test_pages_and_their_templates_have_the_same_name():
    folders = {path.name for path in (ROOT / "webapp/templates").iterdir() if path.is_dir()} - {"macros", "errors"}
    assert folders <= stems("webapp/blueprints")


@pytest.mark.parametrize("room", ["domain", "jobs"])
def test_tests_have_the_name_of_what_they_test(room):
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / room).glob("test_*.py")}
    tests.discard("main")  # the command line: python -m
    assert tests <= stems(room), f"tests/{room} has tests of nothing: {sorted(tests - stems(room))}"
