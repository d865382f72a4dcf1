"""Every coded word has a name, every refusal a sentence, and the Chinese is complete."""

import inspect
import pkgutil
from enum import Enum
from importlib import import_module

import domain.brands
from domain.brand_reviews import CaseAction, CaseNews
from domain.brands.standards import Unit
from domain.divisions import DivisionLevel
from domain.errors import RuleBroken
from domain.fair_registrations import Party
from domain.gaps import GapKind
from domain.messages import DeliveryState, MessageKind, Way
from domain.occupations import SharedLevels
from domain.portfolios import PictureSize
from domain.synonyms import Obstacle
from domain.zone_pages import Composer
from scripts.translations import collect, read_catalog, untranslated
from webapp.labels import LABELS
from webapp.letters import SENTENCES
from webapp.wording import WORDING

NEVER_SHOWN = {
    CaseAction,
    CaseNews,
    Composer,
    DeliveryState,
    DivisionLevel,
    GapKind,
    MessageKind,
    Obstacle,
    Party,
    PictureSize,
    SharedLevels,
    Unit,
    Way,
}


def domain_classes():
    rooms = [*pkgutil.iter_modules(domain.__path__, "domain.")]
    rooms += pkgutil.iter_modules(domain.brands.__path__, "domain.brands.")
    for module in rooms:
        if not module.ispkg:
            for _, found in inspect.getmembers(import_module(module.name), inspect.isclass):
                if found.__module__ == module.name:
                    yield found


def test_every_coded_word_has_a_name():
    enums = {found for found in domain_classes() if issubclass(found, Enum)} - NEVER_SHOWN

    assert enums == set(LABELS)
    for enum, names in LABELS.items():
        assert set(names) == set(enum), enum


def test_every_kind_of_message_has_its_sentence():
    assert set(SENTENCES) == set(MessageKind)


def test_every_refusal_has_a_sentence_that_says_what_is_wrong():
    refusals = {found for found in domain_classes() if issubclass(found, RuleBroken)} - {RuleBroken}

    assert refusals == set(WORDING)


def test_every_refusal_says_in_its_docstring_what_it_refuses():
    for found in domain_classes():
        if issubclass(found, RuleBroken):
            assert found.__doc__, found
            assert found.__doc__.strip().endswith("."), found


def test_every_message_has_its_chinese():
    catalog = read_catalog()
    catalog.update(collect(), no_fuzzy_matching=True)

    assert untranslated(catalog) == []
