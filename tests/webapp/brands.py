"""A brand of culture and tourism that has what the standard asks, and those who have a say in it."""

from types import SimpleNamespace

from domain.accounts import Role
from domain.brands import BrandState, BrandTier, Indicator, read_standard
from reference.certification import trial_standard
from tests.factories import (
    YANGZHOU,
    AccountFactory,
    AttestationFactory,
    BrandFactory,
    BrandFigureFactory,
    BrandMemberFactory,
    EvidenceFileFactory,
)

STANDARD = read_standard(trial_standard())
ASKED = [condition.id for condition in STANDARD.conditions("culture_tourism") if condition.kind != "numeric"]
"""What officials have to say a word on."""
PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"


def listed_brand(*, workforce=2500, **fields):
    """A brand that its county has listed, with its figures, a leading enterprise, and everybody's accounts."""
    brand = BrandFactory(**({"state": BrandState.COUNTY_LISTED, "tier": BrandTier.COUNTY} | fields))
    figures = {Indicator.WORKFORCE: workforce, Indicator.PARKS_OR_STARTUP_BASES: 1}
    for indicator, value in figures.items():
        BrandFigureFactory(brand_id=brand.id, indicator=indicator, value=value)
    member = BrandMemberFactory(brand=brand, is_leading=True)
    return SimpleNamespace(
        brand=brand,
        enterprise=AccountFactory(role=Role.ENTERPRISE, enterprise_id=member.enterprise_id, name="冯家酒楼"),
        county=AccountFactory(county_official=True, division_code=brand.division_code[:6], name="县里的李主任"),
        city=AccountFactory(city_official=True, division_code=YANGZHOU, name="市里的王科长"),
    )


def with_evidence(certification, *, is_met=True, conditions=ASKED):
    """A file for every condition, and what an official says of each; None where nobody has said anything."""
    EvidenceFileFactory(
        certification_id=certification.id, conditions=list(conditions), uploaded_by_id=certification.applied_by_id
    )
    for condition in conditions if is_met is not None else ():
        AttestationFactory(
            certification_id=certification.id,
            condition="C3.national" if condition == "C3" and is_met else condition,
            is_met=is_met,
        )
