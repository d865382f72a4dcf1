"""Fair proposals: which fairs a night finds worth holding, and what it does with those it found before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.campaigns import Campaign
from domain.fair_expectations import Rates
from domain.fair_proposals import (
    FairRules,
    NoDayLeft,
    NotPublishedInTime,
    OfferedVacancy,
    StandingFair,
    TooFewEnterprises,
    TooFewExpected,
    allocate_booths,
    find_day,
    propose_fairs,
)
from domain.fairs import FairState

MONDAY = date(2026, 11, 23)
FIRST_SATURDAY, SECOND_SATURDAY = date(2026, 12, 5), date(2026, 12, 12)
GAOYOU, BAOYING, YANGZHOU = "321084", "321023", "321000"
CHEFS, CARERS = 1, 2
RULES = FairRules(enterprises_least=3, booths_most=30, is_free_saturday=lambda _: True, rates=Rates())


def offer(number, **changes):
    """A vacancy of an enterprise of its own, with seats and people enough."""
    values = {
        "id": number,
        "enterprise_id": number,
        "zone_id": CHEFS,
        "division_code": f"{GAOYOU}108",
        "seats": 5,
        "days_open": 20,
        "candidates": 100,
    }
    return OfferedVacancy(**values | changes)


def three_offers(first=1, **changes):
    return [offer(number, **changes) for number in range(first, first + 3)]


def standing(number=70, **changes):
    values = {
        "id": number,
        "key": f"{CHEFS}:{GAOYOU}:{FIRST_SATURDAY}",
        "zone_id": CHEFS,
        "division_code": GAOYOU,
        "held_on": FIRST_SATURDAY,
        "state": FairState.PROPOSED,
    }
    return StandingFair(**values | changes)


def propose(offers, fairs=(), *, today=MONDAY, **rules):
    return propose_fairs(offers, fairs, today=today, rules=replace(RULES, **rules))


def themes_of(outlook):
    return [(proposal.zone_id, proposal.division_code, proposal.held_on) for proposal in outlook.proposals]


def test_enterprises_of_one_brand_in_one_county_make_a_fair_there():
    (proposal,) = propose(three_offers()).proposals

    assert (proposal.zone_id, proposal.division_code, proposal.held_on) == (CHEFS, GAOYOU, FIRST_SATURDAY)
    assert [booth.enterprise_id for booth in proposal.booths] == [1, 2, 3]
    assert proposal.seats == {1: 5, 2: 5, 3: 5}
    assert proposal.mean_days_open == 20
    assert proposal.campaign is None
    assert proposal.standing_id is None


def test_a_thin_brand_gets_no_fair():
    outlook = propose(three_offers()[:2])

    assert outlook.proposals == ()
    assert outlook.refused == {TooFewEnterprises.__name__: 2}


def test_counties_that_are_thin_alone_meet_in_the_city():
    offers = [*three_offers()[:2], *three_offers(4, division_code=f"{BAOYING}100")[:2]]

    assert themes_of(propose(offers)) == [(CHEFS, YANGZHOU, FIRST_SATURDAY)]


def test_a_vacancy_is_shown_near_home_and_not_in_the_city_as_well():
    offers = [*three_offers(), *three_offers(4, division_code=f"{BAOYING}100")]

    assert themes_of(propose(offers)) == [(CHEFS, BAOYING, FIRST_SATURDAY), (CHEFS, GAOYOU, FIRST_SATURDAY)]


def test_a_fair_that_would_place_hardly_anybody_is_not_worth_the_day():
    outlook = propose(three_offers(candidates=5))

    assert outlook.proposals == ()
    assert outlook.refused == {TooFewExpected.__name__: 2}


def test_a_vacancy_without_a_free_seat_makes_no_fair():
    assert propose([*three_offers()[:2], offer(3, seats=0)]).proposals == ()


def test_one_county_has_one_fair_a_day_and_what_waits_longer_comes_first():
    offers = [*three_offers(), *three_offers(11, zone_id=CARERS, days_open=60)]

    assert themes_of(propose(offers)) == [(CARERS, GAOYOU, FIRST_SATURDAY), (CHEFS, GAOYOU, SECOND_SATURDAY)]


def test_when_every_saturday_is_taken_the_theme_waits():
    offers = [*three_offers(), *three_offers(11, zone_id=CARERS), *three_offers(21, zone_id=3)]

    outlook = propose(offers)

    assert [proposal.held_on for proposal in outlook.proposals[:2]] == [FIRST_SATURDAY, SECOND_SATURDAY]
    assert outlook.refused[NoDayLeft.__name__] == 1
    assert themes_of(outlook)[2] == (3, YANGZHOU, FIRST_SATURDAY), "the city has a market of its own"


def test_a_holiday_and_a_saturday_that_is_worked_are_no_days_for_a_fair():
    (proposal,) = propose(three_offers(), is_free_saturday=lambda day: day != FIRST_SATURDAY).proposals

    assert proposal.held_on == SECOND_SATURDAY


def test_a_fair_in_a_season_belongs_to_its_campaign():
    (proposal,) = propose(three_offers(), today=date(2027, 2, 1)).proposals

    assert proposal.campaign is Campaign.SPRING_BREEZE


def test_the_same_night_again_gives_the_same_fair_again():
    (proposal,) = propose(three_offers()).proposals
    kept = standing(key=proposal.key, held_on=proposal.held_on)

    (again,) = propose(three_offers(), [kept]).proposals

    assert again == replace(proposal, standing_id=kept.id)


def test_a_proposal_keeps_its_day_when_weeks_pass():
    (again,) = propose(three_offers(), [standing()], today=FIRST_SATURDAY - timedelta(days=3)).proposals

    assert (again.standing_id, again.held_on) == (70, FIRST_SATURDAY)


def test_a_proposal_that_makes_no_sense_any_more_is_withdrawn_and_says_why():
    outlook = propose(three_offers()[:2], [standing()])

    assert outlook.proposals == ()
    assert isinstance(outlook.withdrawn[70], TooFewEnterprises)


def test_a_proposal_that_nobody_published_is_withdrawn_and_a_later_day_proposed():
    outlook = propose(three_offers(), [standing()], today=FIRST_SATURDAY - timedelta(days=2))

    assert isinstance(outlook.withdrawn[70], NotPublishedInTime)
    assert themes_of(outlook) == [(CHEFS, GAOYOU, FIRST_SATURDAY + timedelta(days=14))]


@pytest.mark.parametrize("is_edited", [True, False])
def test_a_proposal_whose_day_has_passed_is_withdrawn_even_if_somebody_worked_on_it(is_edited):
    outlook = propose([], [standing(is_edited=is_edited)], today=FIRST_SATURDAY + timedelta(days=1))

    assert isinstance(outlook.withdrawn[70], NotPublishedInTime)


def test_what_the_clock_withdrew_returns_when_it_makes_sense_again():
    withdrawn = standing(state=FairState.CANCELLED, is_withdrawn=True)

    (again,) = propose(three_offers(), [withdrawn]).proposals

    assert (again.standing_id, again.key, again.held_on) == (70, withdrawn.key, FIRST_SATURDAY)


def test_what_the_clock_withdrew_and_still_makes_no_sense_stays_withdrawn_in_silence():
    withdrawn = standing(state=FairState.CANCELLED, is_withdrawn=True)

    assert propose(three_offers()[:2], [withdrawn]).withdrawn == {}


def test_what_the_clock_withdrew_does_not_return_at_the_last_moment():
    withdrawn = standing(state=FairState.CANCELLED, is_withdrawn=True)

    (later,) = propose(three_offers(), [withdrawn], today=FIRST_SATURDAY - timedelta(days=2)).proposals

    assert later.standing_id is None


def test_a_proposal_that_an_official_edited_is_left_alone_and_keeps_its_vacancies():
    edited = standing(is_edited=True, vacancy_ids=frozenset({1, 2, 3}))
    carers = three_offers(11, zone_id=CARERS)

    outlook = propose([*three_offers(), *carers], [edited])

    assert themes_of(outlook) == [(CARERS, GAOYOU, SECOND_SATURDAY)], "its day is taken in the county"
    assert outlook.withdrawn == {}


def test_a_theme_rests_for_four_weeks_after_its_fair():
    held = standing(state=FairState.HELD)

    assert propose(three_offers(), [held], today=FIRST_SATURDAY + timedelta(days=28)).proposals[0].division_code == (
        YANGZHOU
    )
    assert themes_of(propose(three_offers(), [held], today=FIRST_SATURDAY + timedelta(days=29)))[0][1] == GAOYOU


def test_what_an_official_cancelled_is_not_proposed_again_before_its_day_is_over():
    cancelled = standing(state=FairState.CANCELLED)
    city = standing(71, key="city", division_code=YANGZHOU, state=FairState.CANCELLED)

    assert propose(three_offers(), [cancelled, city]).proposals == ()
    assert propose(three_offers(), [cancelled, city], today=FIRST_SATURDAY + timedelta(days=1)).proposals != ()


def test_a_fair_whose_day_was_changed_does_not_take_the_name_of_the_one_that_comes_after():
    moved = standing(
        key=f"{CHEFS}:{GAOYOU}:{SECOND_SATURDAY}", held_on=MONDAY - timedelta(days=1), state=FairState.CANCELLED
    )
    taken = standing(71, key="carers", zone_id=CARERS, is_edited=True)

    (proposal,) = propose(three_offers(), [moved, taken]).proposals

    assert proposal.held_on == SECOND_SATURDAY
    assert proposal.key != moved.key


def test_of_two_proposals_of_one_theme_the_earlier_is_renewed():
    later = standing(71, key="later", held_on=SECOND_SATURDAY)

    assert [proposal.standing_id for proposal in propose(three_offers(), [later, standing()]).proposals] == [70]


def test_a_proposal_whose_day_was_taken_moves_to_the_next_free_one():
    published = standing(71, key="carers", zone_id=CARERS, state=FairState.PUBLISHED)

    (moved,) = propose(three_offers(), [standing(), published]).proposals

    assert (moved.standing_id, moved.held_on) == (70, SECOND_SATURDAY)


def test_booths_go_to_those_who_have_most_seats_to_fill():
    offers = [offer(number, seats=seats) for number, seats in ((1, 2), (2, 9), (3, 9), (4, 5))]

    booths = allocate_booths(offers, least=3, most=3)

    assert [(booth.number, booth.enterprise_id, booth.seats) for booth in booths] == [(1, 2, 9), (2, 3, 9), (3, 4, 5)]


def test_an_enterprise_has_one_booth_for_all_its_vacancies():
    offers = [offer(number, enterprise_id=number % 3) for number in range(6)]

    booths = allocate_booths(offers, least=3, most=30)

    assert [(booth.enterprise_id, booth.vacancy_ids) for booth in booths] == [(0, (0, 3)), (1, (1, 4)), (2, (2, 5))]


def test_only_what_has_a_booth_is_shown_at_the_fair():
    (proposal,) = propose([offer(number, seats=number) for number in range(1, 6)], booths_most=3).proposals

    assert set(proposal.seats) == {3, 4, 5}


@pytest.mark.parametrize("ahead", range(7))
def test_the_day_is_the_first_free_saturday_that_leaves_people_time(ahead):
    today = MONDAY + timedelta(days=ahead)

    day = find_day(today, is_free_saturday=lambda _: True, taken=())

    assert day.strftime("%A") == "Saturday"
    assert 10 <= (day - today).days < 17


def test_a_place_whose_saturdays_are_taken_has_no_day_left():
    with pytest.raises(NoDayLeft):
        find_day(MONDAY, is_free_saturday=lambda _: True, taken=[FIRST_SATURDAY, SECOND_SATURDAY])


OFFERS = st.builds(
    offer,
    st.integers(1, 60),
    enterprise_id=st.integers(1, 12),
    zone_id=st.integers(1, 3),
    division_code=st.sampled_from([f"{GAOYOU}108", f"{BAOYING}100", "321002", YANGZHOU]),
    seats=st.integers(0, 20),
    days_open=st.integers(0, 90),
    candidates=st.integers(0, 200),
)


@given(st.lists(OFFERS, max_size=60, unique_by=lambda offered: offered.id), st.randoms(use_true_random=False))
def test_no_vacancy_is_at_two_fairs_no_place_has_two_a_day_and_the_order_of_rows_does_not_matter(offers, random):
    outlook = propose(offers)

    shown = [vacancy for proposal in outlook.proposals for vacancy in proposal.seats]
    assert len(shown) == len(set(shown))
    days = [(proposal.division_code, proposal.held_on) for proposal in outlook.proposals]
    assert len(days) == len(set(days))
    random.shuffle(offers)
    assert propose(offers) == outlook
