"""Exhibitions of the demo city: one that is over, and two to come for which people have registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.ledger import Ledger

EXHIBITIONS = (
    (
        "321000",
        "扬州劳务品牌成果展",
        "Labour brands of Yangzhou",
        "扬州国际展览中心二号馆",
        (24, 26),
        800,
    ),
    ("321084", "高邮鸭蛋与家纺手艺展", "Duck eggs and textiles of Gaoyou", "高邮市文化馆", (12, 13), 200),
    ("321023", "宝应乱针绣与家政技能展", "Embroidery and home care of Baoying", "宝应县图书馆", (-40, -39), 150),
)
"""Who announces, in both languages, where, from and to which day from today, places. Made up."""
ABOUT = "现场看手艺、问岗位、听从业人员讲自己的故事。（演示内容）"
ANNOUNCED_BEFORE = 45
VISITORS = 25


def add_exhibitions(ledger: Ledger, accounts: Accounts) -> None:
    """Add exhibitions with their visitors. Workers must have been added."""
    draw = ledger.draw("exhibitions")
    people = [row["account_id"] for row in ledger.rows("worker") if row["account_id"] is not None]
    for division, title, title_en, venue, (first, last), places in EXHIBITIONS:
        coming = {number: draw.choice((1, 1, 2, 3)) for number in draw.sample(people, min(VISITORS, len(people)))}
        announced = min(first - ANNOUNCED_BEFORE, -1)
        exhibition_id = ledger.add(
            "exhibition",
            division_code=division,
            title=title,
            title_en=title_en,
            venue=venue,
            about=ABOUT,
            begins_on=ledger.parameters.day(first),
            ends_on=ledger.parameters.day(last),
            places=places,
            taken=sum(coming.values()),
            announced_by_id=accounts.county_officials.get(division, accounts.city_official),
            created_at=draw.moment(ledger.parameters.day(announced)),
        )
        for account_id, number in coming.items():
            ledger.add(
                "exhibition_visitor",
                exhibition_id=exhibition_id,
                account_id=account_id,
                people=number,
                registered_at=draw.moment(ledger.parameters.day(min(first, 0) - 1)),
            )
