"""Effects: what another standard changes, before it is adopted."""

from copy import deepcopy

import pytest

from domain.brands import Outcome, assess, read_standard
from domain.brands.effects import Effect, changed_conditions, differences, effect_on
from reference.certification import trial_standard

TRIAL = read_standard(trial_standard())
FIGURES = {"workforce": 2500, "parks_or_startup_bases": 1}
SAID = {condition.id: True for condition in TRIAL.conditions("culture_tourism")}


def changed(change):
    parsed = deepcopy(trial_standard())
    change(parsed)
    return read_standard(parsed | {"version": "2027"})


def stricter(parsed):
    parsed["by_category"]["culture_tourism"][0]["threshold"] = 2600


def looser(parsed):
    parsed["by_category"]["culture_tourism"][0]["threshold"] = 1


def longer(parsed):
    parsed["basic"].append({"id": "B12", "kind": "attested", "text": "有专门机构负责"})


def of(standard, figures=FIGURES):
    return assess("culture_tourism", figures, SAID, standard)


@pytest.mark.parametrize(
    ("change", "figures", "effect"),
    [
        (stricter, FIGURES, Effect.LOSES),
        (looser, FIGURES | {"workforce": 10}, Effect.GAINS),
        (looser, FIGURES, Effect.STILL_PASSES),
        (longer, FIGURES | {"workforce": 10}, Effect.STILL_FAILS),
    ],
)
def test_a_brand_wins_or_loses_by_another_standard(change, figures, effect):
    assert effect_on(of(TRIAL, figures), of(changed(change), figures)) is effect


def test_a_standard_that_says_nothing_of_a_category_certifies_none_of_its_brands():
    assert effect_on(of(TRIAL), None) is Effect.LOSES
    assert effect_on(None, of(TRIAL)) is Effect.GAINS
    assert effect_on(None, None) is Effect.STILL_FAILS
    assert differences(of(TRIAL), None) == ()


def test_what_comes_out_otherwise_is_named():
    (found,) = differences(of(TRIAL), of(changed(stricter)))

    assert (found.id, found.before, found.after.outcome) == ("C1", Outcome.MET, Outcome.NOT_MET)


def test_what_is_asked_for_the_first_time_is_named_where_it_is_missing():
    (found,) = differences(of(TRIAL), of(changed(longer)))

    assert (found.id, found.before, found.after.outcome) == ("B12", None, Outcome.NO_DATA)
    assert [one.id for one in differences(None, of(changed(stricter)))] == ["C1"]


def test_the_same_standard_changes_nothing():
    assert changed_conditions(TRIAL, TRIAL) == ()
    assert differences(of(TRIAL), of(TRIAL)) == ()


def test_conditions_that_are_new_other_or_gone_are_told_apart():
    def change(parsed):
        stricter(parsed)
        longer(parsed)
        del parsed["basic"][1]

    found = {one.id: (one.before is None, one.after is None) for one in changed_conditions(TRIAL, changed(change))}

    assert found == {"B12": (True, False), "C1": (False, False), "B2": (False, True)}
    assert [one.id for one in changed_conditions(TRIAL, changed(change))] == ["B12", "C1", "B2"]
