"""Contests of the demo city: one decided, one before its jury, one that takes entries; and stories of people."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from domain.accounts import Role
from domain.brands import BrandPersonKind
from domain.contest_juries import JudgedEntry, Juror, conflict_of
from domain.contest_scoring import RULE_VERSION, Mark, rate, winners_of
from domain.contests import ContestKind, ContestState
from domain.divisions import HOME_CITY, county_of
from domain.messages import MessageKind
from domain.stories import StoryState
from scripts.demo_city.messages import add_message
from webapp.calendar import SHANGHAI

if TYPE_CHECKING:
    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.draw import Draw
    from scripts.demo_city.ledger import Ledger, Row

CONTESTS = (
    (
        ContestKind.BRANDS,
        ContestState.PUBLISHED,
        "扬州市特色劳务品牌征集评选",
        "Distinctive labour brands of Yangzhou",
        (-80, -40),
        3,
        (("品牌特色", 30), ("带动就业", 40), ("社会影响", 30)),
        8,
    ),
    (
        ContestKind.PEOPLE,
        ContestState.JUDGING,
        "劳务品牌创立人、传承人、领军人推选",
        "Founders, inheritors and leaders of labour brands",
        (-30, -4),
        5,
        (("技艺与业绩", 50), ("带徒带富", 50)),
        7,
    ),
    (
        ContestKind.COMPETITION,
        ContestState.OPEN,
        "劳务品牌创业创新大赛",
        "Competition of new ideas for labour brands",
        (-6, 24),
        6,
        (("创新性", 40), ("可行性", 30), ("带动就业", 30)),
        4,
    ),
)
"""Kind, state, both titles, first and last day from today, winners, criteria, entries. Made up."""
ABOUT = "经征集、评审和公布，选树一批有特色、有规模、有影响的劳务品牌典型。获评者优先参加省级推荐。（演示内容）"
TITLES = (
    "一门手艺带富一方人",
    "从一间作坊到一个行业",
    "把家乡味道带到全国",
    "老手艺走出新路子",
    "师傅带徒弟，徒弟成师傅",
)
STORY = (
    "我们从{place}起步，十多年来坚持“招工、培训、就业、维权”一条龙服务，制定了自己的技能标准，"
    "每年培训乡亲上岗，带出了一批能带班、能创业的骨干。（演示内容，人物与数据均为虚构）"
)
TALES = (
    "一把刀，三代人",
    "从学徒到师傅的二十年",
    "把家乡手艺带到外地去",
    "她带出了一百个徒弟",
    "老街作坊里的坚守",
    "从打工到领班",
)
TALE = (
    "{name}是{place}人，十六岁学艺，靠着一股韧劲学成了全套本领。\n\n"
    "“手艺是自己的，名声是大家的。”这些年，{name}每年都带徒弟，不少人已经能独当一面。\n\n"
    "（演示内容，人物与事迹均为虚构）"
)
PROOF = "本人签署同意书，原件存县级人社部门"
STORIES, WAITING = 9, 2
JURORS = ("321002", "321003", "321012", "321023", "321081", "321084")
"""The counties whose officials judge, besides the city."""


def add_contests(ledger: Ledger, accounts: Accounts) -> None:
    """Add contests with their entries, juries and scores. Brands and people of brands must have been added."""
    draw = ledger.draw("contests")
    members: dict[int, list[int]] = {}
    for row in ledger.rows("brand_member"):
        if row["approved_at"] is not None and row["enterprise_id"] in accounts.enterprises:
            members.setdefault(row["brand_id"], []).append(row["enterprise_id"])
    shown = ledger.row("account", accounts.shown[Role.ENTERPRISE])["enterprise_id"]
    people = [row for row in ledger.rows("brand_person") if row["brand_id"] in members]
    for kind, state, title, title_en, (first, last), winners, criteria, count in CONTESTS:
        contest_id = ledger.add(
            "contest",
            kind=kind,
            state=state,
            title=title,
            title_en=title_en,
            about=ABOUT,
            opens_on=ledger.parameters.day(first),
            closes_on=ledger.parameters.day(last),
            criteria=[list(pair) for pair in criteria],
            winners=winners,
            created_by_id=accounts.city_official,
            created_at=draw.moment(ledger.parameters.day(first - 5)),
            published_by_id=accounts.city_official if state is ContestState.PUBLISHED else None,
            published_at=draw.moment(ledger.parameters.day(last + 20)) if state is ContestState.PUBLISHED else None,
            rule_version=RULE_VERSION if state is ContestState.PUBLISHED else "",
            leniency={},
        )
        # Whom one signs in as has still to enter what is open.
        free = [one for one in sorted(members) if state is not ContestState.OPEN or shown not in members[one]]
        chosen: list[tuple[int, Row | None]] = (
            [(row["brand_id"], row) for row in draw.sample(people, min(count, len(people)))]
            if kind is ContestKind.PEOPLE
            else [(number, None) for number in draw.sample(free, min(count, len(free)))]
        )
        taken_until = min(last, -1)
        entries = []
        for number, (brand_id, person) in enumerate(chosen):
            enterprise_id = draw.choice(members[brand_id])
            day = ledger.parameters.day(draw.randint(first, taken_until))
            submitted_at = draw.moment(day)
            entries.append(
                ledger.add(
                    "contest_entry",
                    contest_id=contest_id,
                    brand_id=brand_id,
                    enterprise_id=enterprise_id,
                    submitted_by_id=accounts.enterprises[enterprise_id],
                    person_name=person["name"] if person else "",
                    person_kind=person["kind"] if person else None,
                    person_agreed_at=submitted_at if person else None,
                    title=TITLES[number % len(TITLES)],
                    story=STORY.format(place=ledger.row("brand", brand_id)["name"]),
                    submitted_at=submitted_at,
                    changed_at=submitted_at,
                    result={},
                    has_won=False,
                )
            )
        _judge(ledger, accounts, draw, contest_id, entries)
        _tell(ledger, accounts, ledger.row("contest", contest_id), entries)


def _judge(ledger: Ledger, accounts: Accounts, draw: Draw, contest_id: int, entries: list[int]) -> None:
    contest = ledger.row("contest", contest_id)
    closed = (contest["closes_on"] - ledger.parameters.today).days
    officials = [(HOME_CITY, accounts.city_official)] + [(code, accounts.county_officials[code]) for code in JURORS]
    judged = [_judged(ledger, number) for number in entries]
    worth = {number: draw.gauss(80, 6) for number in entries}
    marks = []
    for division, account_id in officials:
        appointed_at = draw.moment(ledger.parameters.day(min(closed, -1)))
        juror_id = ledger.add(
            "contest_juror",
            contest_id=contest_id,
            account_id=account_id,
            appointed_by_id=accounts.city_official,
            appointed_at=appointed_at,
        )
        juror, strictness = Juror(id=juror_id, account_id=account_id, division_code=division), draw.gauss(0, 4)
        for entry in judged:
            is_done = contest["state"] is ContestState.PUBLISHED or (
                contest["state"] is ContestState.JUDGING and account_id != accounts.city_official and draw.chance(0.6)
            )
            if conflict_of(juror, entry) is not None or not is_done:
                continue
            points = [
                min(max(round(worth[entry.id] + strictness + draw.gauss(0, 3)), 0), 100) for _ in contest["criteria"]
            ]
            ledger.add(
                "contest_score",
                juror_id=juror_id,
                entry_id=entry.id,
                points=points,
                scored_at=draw.moment(ledger.parameters.day(min(closed + draw.randint(1, 3), -1))),
            )
            marks.append(Mark(entry=entry.id, juror=juror_id, points=tuple(points)))
    if contest["state"] is ContestState.PUBLISHED:
        _publish(ledger, contest, marks)


def _publish(ledger: Ledger, contest: Row, marks: list[Mark]) -> None:
    rating = rate(marks, [weight for _, weight in contest["criteria"]])
    winners = winners_of(rating, winners=contest["winners"])
    contest["leniency"] = {str(juror): amount for juror, amount in rating.leniency.items()}
    for one in rating.entries:
        row = ledger.row("contest_entry", one.entry)
        row["result"] = one.kept()
        row["has_won"] = one.entry in winners


def _judged(ledger: Ledger, number: int) -> JudgedEntry:
    row = ledger.row("contest_entry", number)
    brand, enterprise = ledger.row("brand", row["brand_id"]), ledger.row("enterprise", row["enterprise_id"])
    divisions = (brand["division_code"], enterprise["division_code"])
    return JudgedEntry(id=number, divisions=divisions, submitted_by_id=row["submitted_by_id"])


def add_stories(ledger: Ledger, accounts: Accounts) -> None:
    """Add stories of people who stand for brands; some wait to be read by an official."""
    draw = ledger.draw("stories")
    people = ledger.rows("brand_person")
    for number, person in enumerate(draw.sample(people, min(STORIES, len(people)))):
        brand = ledger.row("brand", person["brand_id"])
        official = accounts.county_officials.get(county_of(brand["division_code"]), accounts.city_official)
        waits = number < WAITING
        written = draw.randint(20, 60)
        words = {"name": person["name"], "place": brand["name"][:2]}
        ledger.add(
            "story",
            brand_id=brand["id"],
            enterprise_id=None,
            written_by_id=official,
            state=StoryState.HANDED_IN if waits else StoryState.PUBLISHED,
            person_name=person["name"],
            person_kind=BrandPersonKind(person["kind"]),
            title=TALES[number % len(TALES)],
            text=TALE.format(**words),
            consent_proof=PROOF,
            consent_on=ledger.parameters.day(-written - 1),
            reason="",
            written_at=draw.moment(ledger.parameters.day(-written)),
            published_at=None if waits else draw.moment(ledger.parameters.day(-draw.randint(1, 15))),
            changed_by_id=None,
            published_by_id=None if waits else _second(accounts, official),
        )


def _second(accounts: Accounts, official: int) -> int:
    """Somebody else than the official who wrote a story."""
    return accounts.city_official if official != accounts.city_official else min(accounts.county_officials.values())


def _tell(ledger: Ledger, accounts: Accounts, contest: Row, entries: list[int]) -> None:
    """What enterprises and jurors were told as the contest went on."""
    about = {"contest": contest["title"], "contest_en": contest["title_en"]}
    begun_at = None
    if contest["state"] is not ContestState.OPEN:
        begun_at = datetime.combine(contest["closes_on"] + timedelta(days=1), time(9), SHANGHAI)
    for number in entries:
        entry = ledger.row("contest_entry", number)
        account_id = accounts.enterprises[entry["enterprise_id"]]
        words = about | {"entry_id": number, "title": entry["title"]}
        received = words | {"closes_on": contest["closes_on"].isoformat()}
        add_message(ledger, MessageKind.ENTRY_RECEIVED, account_id, received, entry["submitted_at"])
        moved = words | {"reason": "", "place": None, "has_won": False}
        if begun_at:
            judging = moved | {"state": ContestState.JUDGING.value}
            add_message(ledger, MessageKind.ENTRY_MOVED, account_id, judging, begun_at)
        if contest["published_at"]:
            place = {"place": entry["result"]["place"], "has_won": entry["has_won"]}
            results = moved | place | {"state": ContestState.PUBLISHED.value}
            add_message(ledger, MessageKind.ENTRY_MOVED, account_id, results, contest["published_at"])
    if begun_at:
        judged = [_judged(ledger, number) for number in entries]
        for row in [one for one in ledger.rows("contest_juror") if one["contest_id"] == contest["id"]]:
            division = ledger.row("account", row["account_id"])["division_code"]
            juror = Juror(id=row["id"], account_id=row["account_id"], division_code=division)
            mine = sum(conflict_of(juror, entry) is None for entry in judged)
            if mine:
                words = about | {"contest_id": contest["id"], "entries": mine}
                add_message(ledger, MessageKind.ENTRIES_TO_SCORE, row["account_id"], words, begun_at)
