"""Workers and vacancies as columns: the same as the domain makes of values, in a few statements."""

from datetime import timedelta

import numpy as np
import pytest

from domain.fit import VacancyTable, WorkerTable
from domain.places import Point
from domain.skill_certificates import CertificateKind, CertificateStanding
from domain.skills import Licence, SkillLevel
from domain.vacancies import OpenVacancy, Shift
from domain.wages import Wage, WageUnit
from domain.workers import ConsentPurpose, HardshipCategory, WorkerProfile
from tests.factories import (
    CHEF,
    NOW,
    SANDUO,
    SANDUO_POINT,
    TODAY,
    WELDER,
    ConsentFactory,
    EnterpriseFactory,
    ExportOrderFactory,
    VacancyFactory,
    WorkerFactory,
)
from webapp.models import (
    Certificate,
    Vacancy,
    VacancyLicence,
    VacancySkill,
    Worker,
    WorkerBlock,
    WorkerDestination,
    WorkerSkill,
)
from webapp.reads.matching import is_hiring, read_vacancies, read_workers

LICENCE, REFUSED = CertificateKind.LICENCE, CertificateStanding.REFUSED


@pytest.fixture(autouse=True)
def context(app):
    with app.app_context():
        yield


def assert_same(found, expected):
    """Every column of two tables is equal, sets member by member."""
    for name in expected.__dataclass_fields__:
        one, other = getattr(found, name), getattr(expected, name)
        if hasattr(one, "members"):
            np.testing.assert_array_equal(one.start, other.start, name)
            np.testing.assert_array_equal(one.members, other.members, name)
            assert one.words == other.words, name
        else:
            np.testing.assert_array_equal(one, other, name)


def test_a_worker_in_the_database_is_the_worker_of_the_domain(session):
    enterprise = EnterpriseFactory()
    row = WorkerFactory(
        wants=(WELDER, CHEF),
        skill_level=SkillLevel.LEVEL_3,
        verified_level=SkillLevel.LEVEL_4,
        experience_years=7,
        wage_wanted_fen=5_500_00,
        commute_km=22.5,
        goes_out_of_town=True,
        shifts=frozenset({Shift.DAY, Shift.NIGHT}),
        needs_housing=True,
        available_from=TODAY + timedelta(days=3),
        hardship=HardshipCategory.LANDLESS_FARMER,
    )
    ConsentFactory(worker_id=row.id, purpose=ConsentPurpose.SENSITIVE)
    session.add_all(
        [
            WorkerSkill(worker_id=row.id, skill="氩弧焊"),
            WorkerSkill(worker_id=row.id, skill="二保焊"),
            Certificate(worker_id=row.id, kind=LICENCE, name="焊工证", licence=Licence.WELDING),
            Certificate(
                worker_id=row.id,
                kind=LICENCE,
                name="旧证",
                licence=Licence.FORKLIFT,
                valid_until=TODAY - timedelta(days=1),
            ),
            Certificate(worker_id=row.id, kind=LICENCE, name="今天到期", licence=Licence.CRANE, valid_until=TODAY),
            Certificate(worker_id=row.id, kind=LICENCE, name="假证", licence=Licence.LIFT, standing=REFUSED),
            Certificate(worker_id=row.id, kind=CertificateKind.SKILL_LEVEL, name="等级证", level=SkillLevel.LEVEL_3),
            WorkerDestination(worker_id=row.id, division_code="310000"),
            WorkerDestination(worker_id=row.id, division_code="440000", is_refused=True),
            WorkerBlock(worker_id=row.id, enterprise_id=enterprise.id, created_at=NOW),
        ]
    )
    plain = WorkerFactory()
    session.commit()

    expected = WorkerTable.of(
        [
            WorkerProfile(
                id=row.id,
                birth_year=1981,
                occupations=(WELDER, CHEF),
                division_code=SANDUO,
                point=Point(*SANDUO_POINT),
                skills=frozenset({"氩弧焊", "二保焊"}),
                skill_level=SkillLevel.LEVEL_3,
                verified_level=SkillLevel.LEVEL_4,
                licences=frozenset({Licence.WELDING, Licence.CRANE}),
                experience_years=7,
                wage_wanted_fen=5_500_00,
                commute_km=22.5,
                goes_out_of_town=True,
                destinations=frozenset({"310000"}),
                refused_destinations=frozenset({"440000"}),
                shifts=frozenset({Shift.DAY, Shift.NIGHT}),
                needs_housing=True,
                available_from=TODAY + timedelta(days=3),
                hardship=HardshipCategory.LANDLESS_FARMER,
                blocked_enterprises=frozenset({enterprise.id}),
            ),
            WorkerProfile(
                id=plain.id,
                birth_year=1981,
                occupations=(CHEF,),
                division_code=SANDUO,
                point=Point(*SANDUO_POINT),
                wage_wanted_fen=4_000_00,
            ),
        ]
    )
    assert_same(read_workers(today=TODAY), expected)


def test_only_who_looks_and_has_agreed_is_read_and_hardship_only_while_its_consent_stands(session):
    known, silent, ended, expired = (WorkerFactory(hardship=HardshipCategory.DISABLED) for _ in range(4))
    expired.hardship_valid_until = TODAY - timedelta(days=1)
    ConsentFactory(worker_id=known.id, purpose=ConsentPurpose.SENSITIVE)
    ConsentFactory(worker_id=ended.id, purpose=ConsentPurpose.SENSITIVE, withdrawn_at=NOW)
    ConsentFactory(worker_id=expired.id, purpose=ConsentPurpose.SENSITIVE)
    WorkerFactory(is_looking=False)
    WorkerFactory(agrees=(ConsentPurpose.TERMS, ConsentPurpose.FINDABLE, ConsentPurpose.SENSITIVE))
    withdrew = WorkerFactory(agrees=())
    ConsentFactory(worker_id=withdrew.id, purpose=ConsentPurpose.MATCHING, withdrawn_at=NOW)
    session.commit()

    table = read_workers(today=TODAY)

    assert table.id.tolist() == [known.id, silent.id, ended.id, expired.id]
    assert table.is_hardship.tolist() == [True, False, False, False]


def test_who_has_agreed_twice_is_read_once(session):
    worker = WorkerFactory()
    ConsentFactory(worker_id=worker.id, purpose=ConsentPurpose.MATCHING)

    assert read_workers(today=TODAY).id.tolist() == [worker.id]


def test_the_question_is_narrowed(session):
    WorkerFactory()
    goes = WorkerFactory(goes_out_of_town=True)

    table = read_workers(today=TODAY, only=Worker.goes_out_of_town)

    assert table.id.tolist() == [goes.id]
    assert len(table.skills.start) == 2


def test_a_vacancy_in_the_database_is_the_vacancy_of_the_domain(session):
    order = ExportOrderFactory()
    enterprise = EnterpriseFactory(credit=0.7)
    row = VacancyFactory(
        enterprise=enterprise,
        export_order_id=order.id,
        occupation_code=WELDER,
        headcount=9,
        seats_taken=4,
        shift=Shift.TWO_SHIFTS,
        skill_level=SkillLevel.LEVEL_4,
        experience_years=2,
        is_hazardous=True,
        has_housing=True,
        starts_on=TODAY + timedelta(days=5),
    )
    session.add_all(
        [
            VacancySkill(vacancy_id=row.id, skill="氩弧焊"),
            VacancyLicence(vacancy_id=row.id, licence=Licence.WELDING),
        ]
    )
    session.commit()

    expected = VacancyTable.of(
        [
            OpenVacancy(
                id=row.id,
                enterprise_id=enterprise.id,
                occupation_code=WELDER,
                wage=Wage(min_fen=6_000_00, max_fen=8_000_00, unit=WageUnit.MONTH),
                division_code=SANDUO,
                point=Point(*SANDUO_POINT),
                seats=5,
                shift=Shift.TWO_SHIFTS,
                skills=frozenset({"氩弧焊"}),
                skill_level=SkillLevel.LEVEL_4,
                licences=frozenset({Licence.WELDING}),
                experience_years=2,
                is_hazardous=True,
                has_housing=True,
                starts_on=TODAY + timedelta(days=5),
                enterprise_credit=0.7,
                is_export=True,
            )
        ]
    )
    assert_same(read_vacancies(is_hiring(TODAY)), expected)


def test_seats_and_the_first_day_can_be_said_by_who_asks(session):
    first, second = VacancyFactory(), VacancyFactory()

    table = read_vacancies(
        Vacancy.id.in_([first.id, second.id]), seats=[1, 8], starts_on=[TODAY, TODAY + timedelta(days=1)]
    )

    assert table.seats.tolist() == [1, 8]
    assert table.starts_on.tolist() == [TODAY.toordinal(), TODAY.toordinal() + 1]


def test_an_empty_city_has_empty_tables(session):
    assert len(read_workers(today=TODAY)) == 0
    assert len(read_vacancies(is_hiring(TODAY))) == 0


def test_a_few_statements_are_enough_for_any_number_of_rows(session, count_queries):
    for _ in range(12):
        WorkerFactory()
        VacancyFactory()

    with count_queries() as of_workers:
        read_workers(today=TODAY)
    with count_queries() as of_vacancies:
        read_vacancies(is_hiring(TODAY))

    assert len(of_workers.statements) == 7
    assert len(of_vacancies.statements) == 3
