"""What zones gather, who looks after them, and what they may be called."""

from dataclasses import replace

import pytest

from domain.brands import BrandCategory
from domain.campaigns import Campaign
from domain.zones import (
    LONGEST_LEAD,
    LONGEST_LEAD_EN,
    LONGEST_SLUG,
    LONGEST_TITLE,
    LONGEST_TITLE_EN,
    MOST_BRANDS,
    TooManyBrands,
    ZoneEnglishLeadTooLong,
    ZoneEnglishTitleTooLong,
    ZoneKind,
    ZoneLeadTooLong,
    ZoneSlugInvalid,
    ZoneSubject,
    ZoneSubjectUnknown,
    ZoneTitleMissing,
    ZoneTitleTooLong,
    check_slug,
    check_subject,
    check_words,
    keeper_of_zone,
)

GAOYOU, SANDUO, BAOYING = "321084", "321084108", "321023"
BRAND = ZoneSubject(kind=ZoneKind.BRAND, brand_id=7)
CATEGORY = ZoneSubject(kind=ZoneKind.CATEGORY, category=BrandCategory.LIVELIHOOD)
COUNTY = ZoneSubject(kind=ZoneKind.COUNTY, county=GAOYOU)
CAMPAIGN = ZoneSubject(kind=ZoneKind.CAMPAIGN, campaign=Campaign.SPRING_BREEZE, year=2027)

VACANCY = {"brand_id": 7, "category": BrandCategory.LIVELIHOOD, "division_code": SANDUO, "is_hardship_friendly": False}
WITHOUT_BRAND = VACANCY | {"brand_id": None, "category": None}


@pytest.mark.parametrize(
    ("subject", "vacancy", "is_gathered"),
    [
        (BRAND, VACANCY, True),
        (BRAND, VACANCY | {"brand_id": 8}, False),
        (BRAND, WITHOUT_BRAND, False),
        (CATEGORY, VACANCY, True),
        (CATEGORY, VACANCY | {"category": BrandCategory.CULTURE_TOURISM}, False),
        (CATEGORY, WITHOUT_BRAND, False),
        (COUNTY, VACANCY, True),
        (COUNTY, WITHOUT_BRAND, True),
        (COUNTY, VACANCY | {"division_code": BAOYING}, False),
        (ZoneSubject(kind=ZoneKind.COUNTY), VACANCY, False),
        (CAMPAIGN, VACANCY, True),
        (CAMPAIGN, WITHOUT_BRAND, True),
        (replace(CAMPAIGN, brand_ids=frozenset({7})), VACANCY, True),
        (replace(CAMPAIGN, brand_ids=frozenset({7})), WITHOUT_BRAND, False),
        (replace(CAMPAIGN, is_for_hardship=True), VACANCY, False),
        (replace(CAMPAIGN, is_for_hardship=True), VACANCY | {"is_hardship_friendly": True}, True),
    ],
)
def test_a_zone_gathers_what_it_is_about(subject, vacancy, is_gathered):
    assert subject.gathers(**vacancy) is is_gathered


@pytest.mark.parametrize("subject", [BRAND, CATEGORY, COUNTY, CAMPAIGN])
def test_a_zone_is_about_something(subject):
    check_subject(subject)
    for other in set(ZoneKind) - {subject.kind}:
        with pytest.raises(ZoneSubjectUnknown):
            check_subject(replace(subject, kind=other))


def test_the_zone_of_a_county_is_of_the_city():
    with pytest.raises(ZoneSubjectUnknown):
        check_subject(replace(COUNTY, county="320102"))


def test_a_campaign_names_as_many_brands_as_anybody_chooses():
    check_subject(replace(CAMPAIGN, brand_ids=frozenset(range(MOST_BRANDS))))
    with pytest.raises(TooManyBrands):
        check_subject(replace(CAMPAIGN, brand_ids=frozenset(range(MOST_BRANDS + 1))))


def test_words_fit_into_the_banner():
    longest = {
        "title": "专" * LONGEST_TITLE,
        "lead": "区" * LONGEST_LEAD,
        "title_en": "z" * LONGEST_TITLE_EN,
        "lead_en": "z" * LONGEST_LEAD_EN,
    }
    check_words(**longest)
    for name, refusal in (
        ("title", ZoneTitleTooLong),
        ("lead", ZoneLeadTooLong),
        ("title_en", ZoneEnglishTitleTooLong),
        ("lead_en", ZoneEnglishLeadTooLong),
    ):
        with pytest.raises(refusal) as caught:
            check_words(**longest | {name: longest[name] + "x"})
        assert caught.value.field == name
    with pytest.raises(ZoneTitleMissing):
        check_words(title=" ", lead="")


@pytest.mark.parametrize(
    "slug", ["", "Spring", "春风", "spring--breeze", "-spring", "spring-", "a b", "a" * (LONGEST_SLUG + 1)]
)
def test_an_address_has_small_letters_digits_and_hyphens(slug):
    check_slug("spring-breeze-2027")
    check_slug("a" * LONGEST_SLUG)
    with pytest.raises(ZoneSlugInvalid):
        check_slug(slug)


def test_a_zone_is_kept_where_its_brand_or_county_is_and_else_by_the_city():
    assert keeper_of_zone(BRAND, brand_division=GAOYOU) == GAOYOU
    assert keeper_of_zone(BRAND, brand_division="321071") == "321000"
    assert keeper_of_zone(COUNTY) == GAOYOU
    assert keeper_of_zone(CATEGORY) == keeper_of_zone(CAMPAIGN) == "321000"
