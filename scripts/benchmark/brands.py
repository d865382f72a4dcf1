"""The library at its largest: statements and milliseconds of each of its pages, and of zones."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from sqlalchemy import event, func, insert, select

from domain.accounts import Role
from domain.brands import BrandCategory, BrandState, BrandTier, Indicator
from domain.divisions import COUNTIES, HOME_CITY
from scripts.benchmark.machine import describe
from scripts.benchmark.stored import stored_city
from scripts.demo_city import making
from webapp.access import SEAL
from webapp.calendar import now, today
from webapp.extensions import db
from webapp.models import Account, Brand, BrandFigure, BrandMember, Enterprise, Vacancy, Worker, Zone
from webapp.reads.accounts import session_seal
from webapp.reads.brands import place_names
from webapp.transaction import transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient

MOST_STATEMENTS = 9
"""The issue asks for fewer than ten."""
AS_PEOPLE = 2000
"""So many workers and vacancies are made up as the demo makes them; the other workers are copies of them."""
CHUNK = 5000
YEARS = 3
LONGEST_PLACE = 4
TRADES = (
    *("玉雕", "漆器", "灯具", "电缆", "羽绒", "船舶", "泵阀", "牙刷", "玩具", "化纤", "焊接", "数控", "缝纫", "刺绣"),
    *("养殖", "荷藕", "鸭蛋", "茶干", "酱菜", "面点", "厨艺", "沐浴", "修脚", "理发", "家政", "护理", "育婴", "快递"),
)
PEOPLE = ("工", "师", "员", "匠")
PUBLIC = (
    "/brands",
    "/brands?q=yudiao",
    "/brands?county=321084&category=livelihood&sort=people",
    "/brands/{slug}",
    "/brands/compare?brand={slug}&brand={other}",
    "/brands/map",
    "/brands/figures?indicator=workforce&year={year}",
    "/directory",
    "/zones",
    "/zones/{slug}",
    "/offers?zone={slug}&part=places",
)
DESK = ("/office/brands", "/office/brands?q=gaoyou&state=nurturing", "/office/brands/{id}", "/office/brands/figures")


class TooManyStatements(Exception):
    """A page asks the database more often than the library may."""


@click.command("brands")
@click.option("--brands", "n_brands", default=2000, show_default=True, type=click.IntRange(50, 8000))
@click.option("--workers", default=200_000, show_default=True, type=click.IntRange(200, 900_000))
@click.option("--repeats", default=15, show_default=True, type=click.IntRange(3, 200))
def brands(n_brands: int, workers: int, repeats: int) -> None:
    """Each page of the library with thousands of brands: statements, and milliseconds of one core."""
    click.echo(describe())
    with (
        tempfile.TemporaryDirectory() as folder,
        stored_city(Path(folder), workers=min(workers, AS_PEOPLE), vacancies=min(workers, AS_PEOPLE)) as app,
    ):
        with app.app_context(), transaction():
            _grow(n_brands, workers)
        making.build_index(app)
        with app.app_context():
            counted = {
                name: db.session.scalar(select(func.count()).select_from(table))
                for name, table in (("brands", Brand), ("figures", BrandFigure), ("workers", Worker))
            }
            words = _words()
        click.echo(f"\n{counted['brands']} brands, {counted['figures']} figures, {counted['workers']} workers")
        pages = {page: _ask(app, page.format(**words), role=None, repeats=repeats) for page in PUBLIC}
        pages |= {page: _ask(app, page.format(**words), role=Role.CITY_OFFICIAL, repeats=repeats) for page in DESK}
    for page, (statements, median) in pages.items():
        click.echo(f"  {page:55} {statements:3} statements {median:8.1f} ms")
    worst = max(statements for statements, _ in pages.values())
    if worst > MOST_STATEMENTS:
        raise TooManyStatements(f"{worst} of at most {MOST_STATEMENTS}")
    click.echo(json.dumps({"machine": describe(), **counted, "pages": pages}, ensure_ascii=False))


def _grow(n_brands: int, n_workers: int) -> None:
    """Brands with zones, figures of three years and enterprises, and workers, until there are so many."""
    enterprises = list(db.session.scalars(select(Enterprise.id).order_by(Enterprise.id).limit(200)))
    first = (db.session.scalar(select(func.max(Brand.id))) or 0) + 1
    missing = max(n_brands - (db.session.scalar(select(func.count()).select_from(Brand)) or 0), 0)
    rows = list(islice(_brands(first), missing))
    _insert(Brand, rows)
    public = [row for row in rows if row["state"] is not BrandState.NURTURING]
    _insert(Zone, [_zone(row) for row in public])
    _insert(BrandFigure, [figure for row in rows for figure in _figures(row["id"])])
    _insert(BrandMember, [_member(row["id"], enterprises, place) for row in rows for place in range(3)])
    columns = [column for column in Worker.__table__.columns.keys() if column not in {"id", "phone", "account_id"}]  # noqa: SIM118  a collection of columns is no dict
    known = db.session.scalar(select(func.count()).select_from(Worker)) or 0
    templates = [dict(row._mapping) for row in db.session.execute(select(*(Worker.__table__.c[c] for c in columns)))]  # noqa: SLF001
    more = (
        {**templates[number % len(templates)], "phone": f"17{number:09d}", "account_id": None}
        for number in range(max(n_workers - known, 0))
    )
    while chunk := list(islice(more, CHUNK)):
        db.session.execute(insert(Worker), chunk)


def _brands(first: int) -> Iterator[dict[str, Any]]:
    places = [(code, names[-1]) for code, names in place_names().items() if len(names[-1]) <= LONGEST_PLACE]
    for number, ((code, place), trade, people) in enumerate(product(places, TRADES, PEOPLE), start=first):
        yield {
            "id": number,
            "slug": f"large-{number}",
            "name": f"{place}{trade}{people}{number}",
            "category": list(BrandCategory)[number % 4],
            "tier": BrandTier.COUNTY,
            "state": (BrandState.COUNTY_LISTED, BrandState.CITY_CERTIFIED, BrandState.NURTURING)[number % 3],
            "division_code": code[:6] if code[:6] in COUNTIES else HOME_CITY,
            "industry_code": "C24",
            "products": f"{trade}产品与服务",
            "story": f"{place}的{trade}。",
            "created_at": now(),
        }


def _zone(row: dict[str, Any]) -> dict[str, Any]:
    return {"slug": row["slug"], "kind": "brand", "brand_id": row["id"], "title": f"{row['name']}专区"}


def _figures(brand_id: int) -> Iterator[dict[str, Any]]:
    values = {Indicator.MARKET_SHARE: "0.08", Indicator.THIRD_PARTY_SATISFACTION: "0.95"}
    for year in range(YEARS):
        for indicator in Indicator:
            yield {
                "brand_id": brand_id,
                "year": today().year - 1 - year,
                "indicator": indicator,
                "value": values.get(indicator, 1000 + brand_id),
                "source": "基准测试",
                "entered_at": now(),
            }


def _member(brand_id: int, enterprises: list[int], place: int) -> dict[str, Any]:
    enterprise = enterprises[(brand_id * 3 + place) % len(enterprises)]
    return {"brand_id": brand_id, "enterprise_id": enterprise, "requested_at": now(), "approved_at": now()}


def _insert(table: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), CHUNK):
        db.session.execute(insert(table), rows[start : start + CHUNK])


def _words() -> dict[str, Any]:
    """What the addresses name: the brand with most vacancies, another, and the latest year."""
    busiest = db.session.execute(
        select(Brand.id, Brand.slug)
        .join(Vacancy, Vacancy.brand_id == Brand.id)
        .group_by(Brand.id, Brand.slug)
        .order_by(func.count().desc(), Brand.id)
        .limit(2)
    ).all()
    (number, slug), (_, other) = busiest
    return {"id": number, "slug": slug, "other": other, "year": today().year - 1}


def _ask(app: Flask, address: str, *, role: Role | None, repeats: int) -> tuple[int, float]:
    """How many statements a page sends, and the median of the milliseconds of computing that it takes.

    Computing, not waiting: the database is in this process, and what else the machine does says nothing here.
    """
    client = app.test_client()
    with app.app_context():
        engine = db.engine
        if role is not None:
            _sign_in(client, role)
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    client.get(address)
    event.listen(engine, "before_cursor_execute", note)
    answer = client.get(address)
    event.remove(engine, "before_cursor_execute", note)
    if answer.status_code != 200:  # noqa: PLR2004
        raise click.ClickException(f"{address}: {answer.status_code}")
    took = []
    for _ in range(repeats):
        start = time.process_time()
        client.get(address)
        took.append(time.process_time() - start)
    return len(statements), round(1000 * statistics.median(took), 1)


def _sign_in(client: FlaskClient, role: Role) -> None:
    account = db.session.scalars(select(Account).where(Account.role == role).order_by(Account.id).limit(1)).one()
    with client.session_transaction() as cookie:
        cookie.update({"_user_id": str(account.id), "_fresh": True, SEAL: session_seal(account)})
