"""A worker and a vacancy that fit, to be changed one thing at a time."""

from datetime import date

from domain.fit import explain_fit
from domain.places import Point
from domain.vacancies import OpenVacancy
from domain.wages import Wage, WageUnit
from domain.workers import WorkerProfile

TODAY = date(2026, 11, 24)
GAOYOU = Point(32.7893, 119.4418)
WELDER, CUTTER, FITTER, COOK = "6-18-02-04", "6-18-02-05", "6-18-01-01", "4-03-02-01"


def worker(**changes):
    return WorkerProfile(
        **{"id": 1, "birth_year": 1985, "occupations": (WELDER,), "division_code": "321084", "point": GAOYOU} | changes
    )


def vacancy(**changes):
    return OpenVacancy(
        **{
            "id": 1,
            "enterprise_id": 7,
            "occupation_code": WELDER,
            "wage": monthly(6_500_00),
            "division_code": "321084",
            "point": GAOYOU,
        }
        | changes
    )


def monthly(low_fen, high_fen=None):
    return Wage(min_fen=low_fen, max_fen=high_fen or low_fen, unit=WageUnit.MONTH)


def broken(one, other, today=TODAY):
    return [reason.key for reason in explain_fit(one, other, today=today).broken]


def values(one, other):
    return {reason.key: reason.value for reason in explain_fit(one, other, today=TODAY).reasons}


def sentences(reasons):
    return {reason.key: reason.words.for_worker % reason.figures for reason in reasons}
