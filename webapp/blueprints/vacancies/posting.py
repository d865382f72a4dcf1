"""A vacancy as search engines of the web read it: schema.org JobPosting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from domain.vacancies import EmploymentType
from domain.wages import WageUnit
from webapp.calendar import SHANGHAI
from webapp.presentation import place

if TYPE_CHECKING:
    from webapp.models import Vacancy

TYPES = {
    EmploymentType.FULL_TIME: "FULL_TIME",
    EmploymentType.PART_TIME: "PART_TIME",
    EmploymentType.SEASONAL: "TEMPORARY",
    EmploymentType.GIG: "PER_DIEM",
    EmploymentType.APPRENTICE: "INTERN",
}
UNITS = {WageUnit.MONTH: "MONTH", WageUnit.DAY: "DAY", WageUnit.HOUR: "HOUR"}


def posting(vacancy: Vacancy) -> dict[str, Any]:
    """The vacancy in schema.org's words. A piece wage has no unit there, so it is given as the month that it makes."""
    is_piece = vacancy.wage_unit is WageUnit.PIECE
    low = vacancy.monthly_min_fen if is_piece else vacancy.wage_min_fen
    high = vacancy.monthly_max_fen if is_piece else vacancy.wage_max_fen
    return {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": vacancy.duties or vacancy.title,
        "identifier": {"@type": "PropertyValue", "name": vacancy.enterprise.name, "value": str(vacancy.id)},
        "datePosted": vacancy.opened_at.astimezone(SHANGHAI).date().isoformat() if vacancy.opened_at else None,
        "validThrough": vacancy.valid_until.isoformat(),
        "employmentType": TYPES[vacancy.employment_type],
        "totalJobOpenings": vacancy.seats_free,
        "url": url_for("vacancies.show", vacancy_id=vacancy.id, _external=True),
        "hiringOrganization": {"@type": "Organization", "name": vacancy.enterprise.name},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressCountry": "CN",
                "addressLocality": place(vacancy.division_code),
                "streetAddress": vacancy.address,
            },
        },
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "CNY",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": low / 100,
                "maxValue": high / 100,
                "unitText": UNITS.get(vacancy.wage_unit, "MONTH"),
            },
        },
    }
