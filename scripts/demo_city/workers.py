"""Workers: who lives where, what they can, what they want, and what they have agreed to."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from domain.accounts import TERMS_VERSION, Role
from domain.divisions import county_of
from domain.skill_certificates import CertificateKind, CertificateStanding
from domain.skills import Licence, SkillLevel
from domain.vacancies import Shift, VacancyState
from domain.worker_imports import ProofOfConsent
from domain.workers import CONSENT_VERSION, ConsentPurpose, Education, HardshipCategory
from reference.colloquial_names import name_groups
from reference.occupations import OCCUPATION_LEVEL, occupation
from scripts.demo_city import phones, tables
from scripts.demo_city.accounts import add_account
from scripts.demo_city.draw import Weighted
from scripts.demo_city.names import name_somebody
from scripts.demo_city.towns import counties, homes
from scripts.demo_city.trades import Trade, licences_of, supply_of, trade_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.draw import Draw
    from scripts.demo_city.ledger import Ledger, Row

HARDSHIP = 0.08
HAS_ACCOUNT = 0.68
"""The others were entered by their county, which noted their consent."""
AGREES = {ConsentPurpose.FINDABLE: 0.88, ConsentPurpose.MATCHING: 0.86}
HAS_WITHDRAWN = 0.02
NEAR_WORK = 0.35
"""How much of a trade is done everywhere; the rest is done where its employers are."""
SCHOOLED_LATER = {Education.COLLEGE: 1955, Education.BACHELOR: 1965, Education.MASTER: 1975}
"""Born before, hardly anybody here went to such a school."""
ANY_WORK = Weighted({"4-09-08-01": 3, "4-07-05-01": 2, "6-31-05-00": 3, "4-03-02-05": 1, "4-02-06-02": 1})
"""What people name beside their trade when they would take anything."""
PEOPLE = ("工", "师", "员", "匠", "师傅", "司机", "老师", "主播", "保姆", "保安", "会计", "月嫂")
"""How names of people at work end; others are those of the place or of the work."""
TRUCKS = Weighted({Licence.DRIVING_B2: 5, Licence.DRIVING_A2: 2, Licence.DRIVING_C1: 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trades:
    """Which occupations people have, by where they live, and what lies near each."""

    by_county: Mapping[str, Weighted[str]]
    related: Mapping[str, tuple[str, ...]]


def add_workers(ledger: Ledger, accounts: Accounts) -> None:
    """Add as many workers as the parameters say; the first is the one that one signs in as."""
    draw = ledger.draw("workers")
    trades = _trades(ledger)
    for number in range(1, ledger.parameters.workers + 1):
        if number == 1:
            _add_shown_worker(ledger, draw, accounts)
        else:
            _add_worker(ledger, draw, accounts, trades, number)


def _trades(ledger: Ledger) -> Trades:
    """What people do follows what is asked for, more or less of it by trade, and mostly where it is asked for."""
    seats: Counter[str] = Counter()
    local: dict[str, Counter[str]] = defaultdict(Counter)
    for row in ledger.rows("vacancy"):
        code = row["occupation_code"]
        if row["state"] is VacancyState.OPEN and occupation(code).level == OCCUPATION_LEVEL:
            seats[code] += row["headcount"]
            local[county_of(row["division_code"])][code] += row["headcount"]
    people = dict(zip(counties().items, _shares(counties()), strict=True))
    by_county = {
        county: Weighted(
            {
                code: total**0.85
                * supply_of(code).factor
                * (NEAR_WORK + (1 - NEAR_WORK) * min(local[county][code] / total / share, 4.0))
                for code, total in seats.items()
            }
        )
        for county, share in people.items()
    }
    related = {
        code: tuple(
            other
            for length in (7, 4)
            for other, _ in seats.most_common()
            if other != code and other[:length] == code[:length] and (length == 7 or other[:7] != code[:7])
        )[:4]
        for code in seats
    }
    return Trades(by_county=by_county, related=related)


def _shares(weights: Weighted[str]) -> list[float]:
    total = weights.sums[-1]
    return [(after - before) / total for before, after in zip((0.0, *weights.sums), weights.sums, strict=False)]


def _add_worker(ledger: Ledger, draw: Draw, accounts: Accounts, trades: Trades, number: int) -> None:
    county = counties().pick(draw)
    town = homes(county).pick(draw)
    code = trades.by_county[county].pick(draw)
    trade, supply = trade_of(code), supply_of(code)
    age = round(trade.youngest + (trade.oldest - trade.youngest) * draw.betavariate(1.4, 1.25))
    birth_year = ledger.parameters.today.year - age - 1
    years = round(min(draw.triangular(0, max(age - 17, 1), (age - 17) * 0.35), age - 17))
    level = _skill_level(draw, trade, years)
    occupations = _wishes(draw, code, trades, age)
    joined_at = ledger.moment(draw, int(400 * draw.random() ** 1.4))
    goes_away = draw.chance(supply.away * (0.6 if age > 52 else 1.0))
    name = name_somebody(draw, birth_year=birth_year, is_woman=draw.chance(supply.women))
    hardship = _hardship(draw, age, town.name) if draw.chance(HARDSHIP) else None
    add_worker(
        ledger,
        accounts,
        number=number,
        has_account=draw.chance(HAS_ACCOUNT),
        occupations=occupations,
        skills=_skills(draw, occupations, years),
        licences=_licences(draw, code, age),
        destinations=_destinations(draw) if goes_away else {},
        agrees={purpose for purpose, share in AGREES.items() if draw.chance(share)},
        withdrawn_at=ledger.parameters.now - timedelta(days=3) if draw.chance(HAS_WITHDRAWN) else None,
        name=name,
        birth_year=birth_year,
        education=_education(draw, trade, birth_year),
        division_code=town.code,
        point=town.somewhere(draw),
        headline=_headline(draw, code, years, level),
        experience=_experience(ledger.parameters.today, code, years),
        experience_years=years,
        skill_level=level,
        wage_wanted_fen=_wage_wanted(draw, trade, years, level),
        commute_km=float(draw.choices((5, 8, 10, 15, 20, 30), (1, 2, 4, 5, 3, 1.5))[0]),
        goes_out_of_town=goes_away,
        shifts=_shifts(draw, trade),
        needs_housing=draw.chance(0.04),
        available_from=ledger.parameters.day(draw.randint(0, 40)) if draw.chance(0.3) else None,
        hardship=hardship,
        hardship_valid_until=ledger.parameters.day(draw.randint(20, 700)) if hardship else None,
        is_verified=draw.chance(0.82),
        is_looking=draw.chance(0.955),
        joined_at=joined_at,
        updated_at=min(joined_at + timedelta(days=draw.randint(0, 60)), ledger.parameters.now - timedelta(hours=1)),
    )


def _add_shown_worker(ledger: Ledger, draw: Draw, accounts: Accounts) -> None:
    """A cook of forty with a rich profile, in the middle of the city."""
    town = homes("321003").items[[town.code for town in homes("321003").items].index("321003005")]
    joined_at = ledger.moment(draw, 120)
    worker_id = add_worker(
        ledger,
        accounts,
        number=1,
        has_account=True,
        occupations=["4-03-02-01", "4-03-02-02"],
        skills=["淮扬菜", "炒锅", "冷菜", "切配", "成本控制", "包子制作"],
        licences=[Licence.HEALTH, Licence.DRIVING_C1],
        destinations={"310000": False, "320100": False, "440300": True},
        agrees={ConsentPurpose.FINDABLE, ConsentPurpose.MATCHING},
        withdrawn_at=None,
        name="张海涛",
        birth_year=ledger.parameters.today.year - 42,
        education=Education.VOCATIONAL,
        division_code=town.code,
        point=town.somewhere(draw),
        headline="18年淮扬菜厨师，擅长炒锅和冷菜",
        experience="2008年起在扬州、南京的酒楼做炒锅，2016年起带冷菜间，2021年取得中式烹调师三级证书，带过6名徒弟。",
        experience_years=18,
        skill_level=SkillLevel.LEVEL_3,
        wage_wanted_fen=6500_00,
        commute_km=20.0,
        goes_out_of_town=True,
        shifts=frozenset({Shift.DAY, Shift.TWO_SHIFTS, Shift.FLEXIBLE}),
        needs_housing=False,
        available_from=None,
        hardship=None,
        hardship_valid_until=None,
        is_verified=True,
        is_looking=True,
        joined_at=joined_at,
        updated_at=ledger.moment(draw, 5),
    )
    accounts.shown[Role.WORKER] = ledger.row("worker", worker_id)["account_id"]


def add_worker(
    ledger: Ledger,
    accounts: Accounts,
    *,
    number: int,
    has_account: bool,
    occupations: Sequence[str],
    skills: Sequence[str],
    licences: Sequence[Licence],
    destinations: Mapping[str, bool],
    agrees: set[ConsentPurpose],
    withdrawn_at: datetime | None,
    point: Any,
    joined_at: datetime,
    **profile: Any,
) -> int:
    """Add a worker with everything that belongs to the profile."""
    phone = phones.worker(number)
    account_id = None
    if has_account:
        account_id = add_account(
            ledger, accounts, phone=phone, name=profile["name"], role=Role.WORKER, created_at=joined_at
        )
    worker_id = ledger.add(
        "worker",
        verified_level=SkillLevel.NONE,
        merged_into_id=None,
        account_id=account_id,
        phone=phone,
        latitude=point.latitude,
        longitude=point.longitude,
        created_at=joined_at,
        alternative=0.0,
        **profile,
    )
    for rank, code in enumerate(occupations):
        ledger.add("worker_occupation", worker_id=worker_id, rank=rank, occupation_code=code)
    for skill in skills:
        ledger.add("worker_skill", worker_id=worker_id, skill=skill)
    for code, is_refused in destinations.items():
        ledger.add("worker_destination", worker_id=worker_id, division_code=code, is_refused=is_refused)
    _add_certificates(ledger, worker_id, occupations[0], licences)
    _add_consents(ledger, accounts, ledger.row("worker", worker_id), agrees, withdrawn_at)
    return worker_id


def _add_certificates(ledger: Ledger, worker_id: int, code: str, licences: Sequence[Licence]) -> None:
    row = ledger.row("worker", worker_id)
    draw = ledger.draw(f"certificates {worker_id}")
    for licence in licences:
        add_certificate(
            ledger,
            row,
            kind=CertificateKind.LICENCE,
            licence=licence,
            valid_until=ledger.parameters.day(draw.randint(-40, 1500)),
        )
    if row["skill_level"] > SkillLevel.APPRENTICE:
        add_certificate(
            ledger,
            row,
            kind=CertificateKind.SKILL_LEVEL,
            name=f"{occupation(code).name}职业技能等级证书",
            occupation_code=code,
            level=row["skill_level"],
            number=f"演示{worker_id:06d}",
            issuer="演示职业技能评价机构",
        )
        row["verified_level"] = row["skill_level"] if row["is_verified"] else SkillLevel.NONE


def add_certificate(ledger: Ledger, worker: Row, **certificate: Any) -> int:
    """Add a certificate; of who is known to the county it was verified when the profile was last written."""
    usual: Row = {
        "name": "",
        "licence": None,
        "occupation_code": None,
        "level": SkillLevel.NONE,
        "items": [],
        "number": "",
        "issuer": "",
        "issued_on": None,
        "valid_until": None,
        "standing": CertificateStanding.VERIFIED if worker["is_verified"] else CertificateStanding.CLAIMED,
        "file_name": "",
        "file_kind": None,
        "file_sha256": "",
        "shown_at": None,
        "decided_at": worker["updated_at"] if worker["is_verified"] else None,
        "decided_by_id": None,
        "reason": "",
    }
    return ledger.add("certificate", worker_id=worker["id"], **usual | certificate)


def _add_consents(
    ledger: Ledger, accounts: Accounts, row: Row, agrees: set[ConsentPurpose], withdrawn_at: datetime | None
) -> None:
    purposes = {ConsentPurpose.TERMS, *agrees} | ({ConsentPurpose.SENSITIVE} if row["hardship"] else set())
    recorded_by = None if row["account_id"] else accounts.county_officials[county_of(row["division_code"])]
    for purpose in ConsentPurpose:
        if purpose in purposes:
            is_withdrawn = purpose is ConsentPurpose.FINDABLE and withdrawn_at and withdrawn_at > row["created_at"]
            ledger.add(
                "consent",
                worker_id=row["id"],
                purpose=purpose,
                version=TERMS_VERSION if purpose is ConsentPurpose.TERMS else CONSENT_VERSION,
                given_at=row["created_at"],
                withdrawn_at=withdrawn_at if is_withdrawn else None,
                recorded_by_id=recorded_by,
                **proof_of(row, recorded_by),
            )


def proof_of(worker: Row, recorded_by: int | None) -> Row:
    """How somebody agreed: on paper where an official wrote it down."""
    if recorded_by is None:
        return {"proof": None, "reference": ""}
    return {"proof": ProofOfConsent.SIGNED_PAPER, "reference": f"演示授权{worker['id']:06d}"}


def _skill_level(draw: Draw, trade: Trade, years: int) -> SkillLevel:
    if not draw.chance(trade.skilled):
        return SkillLevel.NONE
    levels = (SkillLevel.LEVEL_5, SkillLevel.LEVEL_4, SkillLevel.LEVEL_3, SkillLevel.LEVEL_2, SkillLevel.LEVEL_1)
    reached = min(years / 6, 3.6) + draw.uniform(-0.7, 0.8)
    return levels[min(max(round(reached), 0), 4)]


def _wishes(draw: Draw, code: str, trades: Trades, age: int) -> list[str]:
    """One to three occupations, dearest first, near each other."""
    wishes = [code]
    near = trades.related.get(code, ())
    if near and draw.chance(0.5):
        wishes += draw.sample(near, min(draw.choice((1, 1, 2)), len(near)))
    if code[0] in "456" and len(wishes) < 3 and draw.chance(0.08 if age < 48 else 0.28):
        other = ANY_WORK.pick(draw)
        wishes += [other] if other not in wishes else []
    return wishes[:3]


def _skills(draw: Draw, occupations: Sequence[str], years: int) -> list[str]:
    own = trade_of(occupations[0]).skills
    least = 1 if years < 2 else 2
    skills = draw.some(own, least, min(least + 3, len(own)))
    for code in occupations[1:]:
        skills += draw.some(trade_of(code).skills, 0, 2)
    return list(dict.fromkeys(skills))


def _licences(draw: Draw, code: str, age: int) -> list[Licence]:
    """What the trade asks by law, for most of those who do it; and the driving licence that many people have."""
    licences = {licence for licence in licences_of(code) if draw.chance(0.9)}
    if code == "4-02-02-02":
        licences = {TRUCKS.pick(draw)}
    elif code == "4-02-02-01":
        licences = {Licence.DRIVING_A1 if draw.chance(0.25) else Licence.DRIVING_C1}
    elif code == "6-30-05-01":
        licences = {Licence.FORKLIFT} if draw.chance(0.75) else {Licence.CRANE}
    elif code == "6-31-01-10" and draw.chance(0.6):
        licences.add(Licence.ELECTRICIAN)
    has_larger = licences & {Licence.DRIVING_A1, Licence.DRIVING_A2, Licence.DRIVING_B2}
    if not has_larger and age < 60 and draw.chance(0.38):
        licences.add(Licence.DRIVING_C1)
    return sorted(licences)


def _destinations(draw: Draw) -> dict[str, bool]:
    """Places where somebody would go, or refuses to; nothing where any place will do."""
    chosen = {}
    if draw.chance(0.5):
        chosen = {_away().pick(draw): False for _ in range(draw.randint(1, 3))}
    if draw.chance(0.15):
        chosen.setdefault(draw.choice(("440300", "110000", "330200")), True)
    return chosen


@cache
def _away() -> Weighted[str]:
    return Weighted({row["code"]: float(row["weight"]) for row in tables.rows("destinations.csv")})


def _education(draw: Draw, trade: Trade, birth_year: int) -> Education:
    schooling = trade.schooling.pick(draw)
    if birth_year < SCHOOLED_LATER.get(schooling, 0) and draw.chance(0.8):
        return Education.SENIOR_MIDDLE
    if schooling is Education.PRIMARY and birth_year > 1978:
        return Education.JUNIOR_MIDDLE
    return schooling


def _wage_wanted(draw: Draw, trade: Trade, years: int, level: SkillLevel) -> int:
    """The least that somebody would work for, in hundreds of yuan; some say nothing."""
    if draw.chance(0.07):
        return 0
    worth = min(0.12 + years / 40 + 0.06 * level, 0.75)
    usual = trade.low_fen + (trade.high_fen - trade.low_fen) * worth
    return max(round(usual * draw.uniform(0.78, 1.0) / 100_00) * 100_00, 2300_00)


def _shifts(draw: Draw, trade: Trade) -> frozenset[Shift]:
    """Most take any hours; some only those that are usual in their trade, or only days."""
    if draw.chance(0.62):
        return frozenset(Shift)
    chosen = {trade.shifts.pick(draw), Shift.FLEXIBLE}
    return frozenset(chosen | {Shift.DAY})


def _headline(draw: Draw, code: str, years: int, level: SkillLevel) -> str:
    name = _everyday_name(code)
    if draw.chance(0.25):
        return ""
    if years < 1:
        return f"想找{name}的工作，愿意从头学"
    skill = draw.choice(trade_of(code).skills)
    with_papers = "，有技能等级证书" if level > SkillLevel.APPRENTICE else ""
    return f"做{name}{years}年，会{skill}{with_papers}"


def _experience(today: date, code: str, years: int) -> str:
    return f"{today.year - years}年起从事{_everyday_name(code)}工作。" if years >= 1 else ""


@cache
def _everyday_name(code: str) -> str:
    """What people call an occupation: 厨师 for 中式烹调师, 机械设计工程师 for 机械设计工程技术人员."""
    said = [name for group in name_groups() if group.occupation_code == code for name in group.names]
    official = occupation(code)
    name = next((name for name in (*said, *official.aliases) if name.endswith(PEOPLE)), official.name)
    return name.replace("工程技术人员", "工程师").removesuffix("专业人员").removesuffix("人员")


def _hardship(draw: Draw, age: int, town: str) -> HardshipCategory:
    """Which group somebody belongs to follows age and place."""
    weights = {
        HardshipCategory.MINIMUM_LIVING_ALLOWANCE: 2.0,
        HardshipCategory.DISABLED: 1.6,
        HardshipCategory.LONG_TERM_UNEMPLOYED: 2.0 if age > 24 else 0.3,
        HardshipCategory.ZERO_EMPLOYMENT_FAMILY: 0.8,
        HardshipCategory.OLDER_WORKER: 6.0 if age >= 45 else 0.0,
        HardshipCategory.LIFTED_FROM_POVERTY: 1.2,
        HardshipCategory.LANDLESS_FARMER: 1.5 if age > 30 else 0.2,
        HardshipCategory.RETIRED_FISHER: 2.0 if town in {"邵伯", "送桥", "菱塘", "界首", "瓜洲", "氾水"} else 0.0,
    }
    return Weighted({kind: weight for kind, weight in weights.items() if weight}).pick(draw)
