"""The code tables hold what the reference files say."""

from sqlalchemy import func, select

from webapp.models import Division, Industry, Occupation
from webapp.services.codes import fill_code_tables
from webapp.transaction import transaction


def test_every_occupation_of_the_classification_is_there(fresh):
    levels = dict(fresh().execute(select(Occupation.level, func.count()).group_by(Occupation.level)).all())

    assert levels == {1: 8, 2: 72, 3: 335, 4: 1632}


def test_the_six_counties_and_their_towns_are_there(fresh):
    counties = fresh().scalars(select(Division.name).where(Division.parent_code == "321000")).all()
    towns = fresh().scalars(select(Division.name).where(Division.code.startswith("321023"), Division.level == "town"))

    assert {"广陵区", "邗江区", "江都区", "宝应县", "仪征市", "高邮市"} <= set(counties)
    assert "射阳湖镇" in set(towns)


def test_industries_have_twenty_sections(fresh):
    sections = fresh().scalars(select(Industry.code).where(Industry.level == "section")).all()

    assert len(sections) == 20


def test_filling_again_adds_nothing(app, fresh):
    before = fresh().scalar(select(func.count()).select_from(Division))
    with app.test_request_context(method="POST"), transaction():
        fill_code_tables()

    assert fresh().scalar(select(func.count()).select_from(Division)) == before
