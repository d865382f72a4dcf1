"""Vacancies: who looks for whom, for what work, where, and what it pays."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from domain.advertisements import check_advertisement
from domain.divisions import county_of
from domain.skills import SkillLevel
from domain.vacancies import FIVE_INSURANCES, EmploymentType, Insurance, Shift, VacancyState
from domain.wages import WageUnit
from reference.occupations import occupation
from scripts.demo_city import tables
from scripts.demo_city.draw import Weighted
from scripts.demo_city.titles import Title, real_titles
from scripts.demo_city.towns import homes, place_name
from scripts.demo_city.trades import is_hazardous, licences_of, trade_of, welcomes_hardship
from scripts.demo_city.wages import draw_wage, is_alone, seniority

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.demo_city.draw import Draw
    from scripts.demo_city.employers import Employer
    from scripts.demo_city.ledger import Ledger, Row

ABROAD = 0.014
"""The share of vacancies that belong to export orders; those are added with their orders."""
STATES: Weighted[VacancyState] = Weighted(
    {
        VacancyState.OPEN: 0.924,
        VacancyState.IN_REVIEW: 0.012,
        VacancyState.PAUSED: 0.022,
        VacancyState.EXPIRED: 0.032,
        VacancyState.REFUSED: 0.004,
        VacancyState.CLOSED: 0.006,
    }
)
LONGEST_OPEN = 60
"""Days; the oldest of what hires was opened then."""
MOST_TRIES = 12
TASK_LIMIT = 60
"""Letters of a task that somebody reads on a phone."""
BRANCHING = frozenset({"restaurant", "cafe", "retail", "property", "logistics", "homecare", "clinic", "training"})
"""Kinds of employer whose people also work elsewhere than at its seat."""
REAL = 0.7
"""How often a title of the job boards is taken without looking at those written for the demo."""
MOST_DESKS = 4
"""Nobody hires more engineers, teachers or clerks at once."""
SEATS_OF_OFFICE, SEATS_OF_SALES = (1, 2), (1, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What an employer looks for before it is worded: a title, its real occupation, and how many people."""

    title: str
    occupation_code: str
    headcount: int


def add_vacancies(ledger: Ledger, employers: Sequence[Employer]) -> None:
    """Add the vacancies at home, as many as the parameters say without those of export orders."""
    draw = ledger.draw("vacancies")
    hiring = [employer for employer in employers if not employer.is_abroad and employer.is_verified]
    wanted = ledger.parameters.vacancies - abroad_vacancies(ledger)
    chosen = Weighted({employer: employer.weight * employer.table["count"] ** 0.25 for employer in hiring})
    advertised: set[tuple[int, str]] = set()
    doubtful = iter(tables.tree("doubtful.toml")["lines"] * wanted)
    for number in range(wanted):
        # Everybody advertises something before anybody advertises more.
        employer = hiring[number] if number < len(hiring) else chosen.pick(draw)
        post = _find_post(draw, employer, advertised)
        state = STATES.pick(draw)
        doubt = next(doubtful) if state in {VacancyState.IN_REVIEW, VacancyState.REFUSED} else ""
        add_vacancy(ledger, draw, employer, post, state=state, doubt=doubt)


def abroad_vacancies(ledger: Ledger) -> int:
    """How many vacancies belong to export orders."""
    return max(round(ledger.parameters.vacancies * ABROAD), 12)


def draw_post(draw: Draw, kind: str, trades: Mapping[str, float], size: tuple[int, int], general: str) -> Post:
    """A post of one of these trades. What 普工 or 服务员 means is said by `general`.

    A kind looks for many people of its main trades, and for few of the others.
    """
    trade = Weighted(trades).pick(draw)
    title = _pick_title(draw, titles_of(trade, kind))
    code = title.occupation_code
    if code.endswith("-00-00-00"):
        code = general
    least, most = size
    most = min(round(most * (trades[trade] / max(trades.values())) ** 0.5), MOST_DESKS if code[0] in "123" else most)
    most, least = max(most, 1), min(least, max(most, 1))
    return Post(title=title.text, occupation_code=code, headcount=_headcount(draw, (least, most), title.text))


def add_vacancy(
    ledger: Ledger,
    draw: Draw,
    employer: Employer,
    post: Post,
    *,
    state: VacancyState = VacancyState.OPEN,
    doubt: str = "",
    unit: WageUnit | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Row:
    """Add a vacancy for a post; `unit` and `changes` stand in for what is drawn."""
    parameters, trade = ledger.parameters, trade_of(post.occupation_code)
    kind = employer.table
    is_senior = seniority(post.title) > 1.2
    unit = unit or _unit(draw, post)
    level = _level(draw, trade.skilled, is_senior=is_senior)
    premium = float(kind.get("premium", 1.0))
    wage = draw_wage(
        draw, post.occupation_code, post.title, generosity=employer.generosity * premium, level=level, unit=unit
    )
    employment = _employment(draw, post.title, unit)
    opened_days_ago = _opened(draw, state)
    opened_at = ledger.moment(draw, opened_days_ago)
    created_at = opened_at - timedelta(minutes=draw.randint(2, 600))
    town, point = employer.town, employer.point
    address = str(ledger.row("enterprise", employer.id)["address"])
    if employer.kind in BRANCHING and not employer.is_abroad and draw.chance(0.35):
        town = homes(county_of(town.code)).pick(draw)
        point = town.somewhere(draw)
        address = f"{place_name(town)}门店"
    has_skills = draw.some(trade.skills, 1, 4)
    words = _benefit_words(post.title)
    values: dict[str, Any] = {
        "enterprise_id": employer.id,
        "brand_id": _brand(draw, employer, post),
        "export_order_id": None,
        "title": post.title,
        "occupation_code": post.occupation_code,
        "duties": _duties(draw, post.occupation_code, doubt),
        "headcount": post.headcount,
        "seats_taken": 0,
        "wage_min_fen": wage.min_fen,
        "wage_max_fen": wage.max_fen,
        "wage_unit": wage.unit,
        "pieces_per_day": wage.pieces_per_day,
        "monthly_min_fen": wage.monthly_min_fen,
        "monthly_max_fen": wage.monthly_max_fen,
        "pay_day": draw.choice((5, 10, 10, 15, 15, 20, 25)) if unit is not WageUnit.HOUR else None,
        "employment_type": employment,
        "shift": Shift.FLEXIBLE if employment is EmploymentType.GIG else trade.shifts.pick(draw),
        "division_code": town.code,
        "address": address,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "has_housing": words.has_housing or draw.chance(float(kind.get("housing", 0.9)) * (0.8 if is_senior else 1.0)),
        "has_meals": words.has_meals or draw.chance(float(kind.get("meals", 0.85))),
        "has_transport": "shop" in kind and draw.chance(0.3),
        "insurance": _insurance(draw, employment, words, is_formal="shop" in kind or post.occupation_code[0] in "123"),
        "skill_level": level,
        "experience_years": _experience(draw, post.title, trade.skilled, is_senior=is_senior),
        "is_hazardous": is_hazardous(post.occupation_code),
        "is_hardship_friendly": draw.chance(0.5 if welcomes_hardship(post.occupation_code) else 0.1),
        "starts_on": parameters.day(draw.randint(3, 35)) if draw.chance(0.25) else None,
        "valid_until": _valid_until(ledger, draw, state, opened_days_ago),
        "contact_name": employer.contact_name,
        "contact_phone": employer.contact_phone,
        "state": state,
        "findings": [],
        "review_reason": "",
        "opened_at": None if state in {VacancyState.IN_REVIEW, VacancyState.REFUSED} else opened_at,
        "price": 0.0,
        "created_at": created_at,
        "updated_at": opened_at,
        "version": 1,
    }
    values.update(changes or {})
    if doubt:
        values["findings"] = [finding.as_row() for finding in check_advertisement({"duties": values["duties"]})]
    if state is VacancyState.REFUSED:
        values["review_reason"] = "请按提示修改限制性表述后重新提交。"
    vacancy_id = ledger.add("vacancy", **values)
    for skill in has_skills:
        ledger.add("vacancy_skill", vacancy_id=vacancy_id, skill=skill)
    for licence in sorted(licences_of(post.occupation_code, post.title)):
        ledger.add("vacancy_licence", vacancy_id=vacancy_id, licence=licence)
    return ledger.row("vacancy", vacancy_id)


def add_revisions(ledger: Ledger, accounts: Mapping[int, int]) -> None:
    """Keep the wording with which each vacancy began; `accounts` are those of the enterprises."""
    skills: dict[int, list[str]] = defaultdict(list)
    for row in ledger.rows("vacancy_skill"):
        skills[row["vacancy_id"]].append(row["skill"])
    licences: dict[int, list[str]] = defaultdict(list)
    for row in ledger.rows("vacancy_licence"):
        licences[row["vacancy_id"]].append(row["licence"])
    for row in ledger.rows("vacancy"):
        content = {name: row[name] for name in ("title", "occupation_code", "duties", "headcount", "division_code")}
        content |= {
            "wage": [row["wage_min_fen"], row["wage_max_fen"], row["wage_unit"], row["pieces_per_day"]],
            "address": row["address"],
            "skills": skills[row["id"]],
            "licences": sorted(licences[row["id"]]),
            "skill_level": int(row["skill_level"]),
            "experience_years": row["experience_years"],
            "insurance": sorted(row["insurance"]),
            "benefits": [row["has_housing"], row["has_meals"], row["has_transport"]],
            "starts_on": row["starts_on"].isoformat() if row["starts_on"] else None,
            "valid_until": row["valid_until"].isoformat(),
            "state": row["state"],
        }
        ledger.add(
            "vacancy_revision",
            vacancy_id=row["id"],
            at=row["created_at"],
            account_id=accounts[row["enterprise_id"]],
            content=content,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _BenefitWords:
    """What a title itself promises; the advertisement keeps it."""

    has_housing: bool
    has_meals: bool
    has_insurance: bool
    has_housing_fund: bool


def _benefit_words(title: str) -> _BenefitWords:
    return _BenefitWords(
        has_housing=bool(re.search(r"包[吃食]?住|包食宿|住宿", title)),
        has_meals=bool(re.search(r"包吃|包食宿", title)),
        has_insurance=bool(re.search(r"[五六]险|社保", title)),
        has_housing_fund=bool(re.search(r"一金|公积金", title)),
    )


def _find_post(draw: Draw, employer: Employer, advertised: set[tuple[int, str]]) -> Post:
    """A post that the employer does not advertise yet, if one comes up in a few tries."""
    kind, staff = employer.table, tables.tree("enterprise_kinds.toml")["staff"]
    own = 1 - sum(float(kind.get(part, 0.0)) for part in staff)
    parts = Weighted({"own": own} | {part: float(kind.get(part, 0.0)) for part in staff})
    for _ in range(MOST_TRIES):
        part = parts.pick(draw)
        trades = kind["trades"] if part == "own" else staff[part]
        size: tuple[int, int] = (
            tuple(kind["size"]) if part == "own" else SEATS_OF_OFFICE if part == "office" else SEATS_OF_SALES
        )
        post = draw_post(draw, employer.kind, trades, size, kind["general"])
        if (employer.id, post.title) not in advertised:
            break
    advertised.add((employer.id, post.title))
    return post


@cache
def titles_of(prefix: str, kind: str) -> tuple[Title, ...]:
    """What posts of these occupations are called by a kind of employer: on the job boards, and where those know too
    little, here. One of the boards is not among them where its words belong to other kinds, or may not be advertised.
    """
    titles = [title for title in real_titles() if title.occupation_code.startswith(prefix) and _suits(title.text, kind)]
    for row in tables.rows("trade_titles.csv"):
        if row["code"].startswith(prefix) and (not row["kinds"] or kind in row["kinds"].split()):
            titles += [
                Title(text=text, occupation_code=row["code"], is_real=False) for text in row["titles"].split("|")
            ]
    known = {title.text: title for title in reversed(titles)}
    return tuple(known[text] for text in sorted(known))


def _suits(title: str, kind: str) -> bool:
    of_others = any(row["word"] in title and kind not in row["kinds"].split() for row in tables.rows("title_words.csv"))
    return not of_others and not _finds(title)


def _pick_title(draw: Draw, titles: Sequence[Title]) -> Title:
    """One from the job boards in most cases, where they have any."""
    real = [title for title in titles if title.is_real]
    return draw.choice(real if real and draw.chance(REAL) else titles)


def _headcount(draw: Draw, size: tuple[int, int], title: str) -> int:
    least, most = size
    if is_alone(title):
        return 1
    wanted: float = least * (most / least) ** draw.betavariate(1.2, 1.8)
    return min(round(wanted), most)


def _unit(draw: Draw, post: Post) -> WageUnit:
    is_apprentice = "学徒" in post.title
    if (seniority(post.title) != 1.0 and not is_apprentice) or re.search(r"工程师|设计师|顾问|技师", post.title):
        return WageUnit.MONTH
    if "兼职" in post.title:
        return WageUnit.HOUR
    if "日结" in post.title:
        return WageUnit.DAY
    return trade_of(post.occupation_code).units.pick(draw)


def _employment(draw: Draw, title: str, unit: WageUnit) -> EmploymentType:
    if "学徒" in title or "学员" in title:
        return EmploymentType.APPRENTICE
    if "暑假" in title or "寒假" in title:
        return EmploymentType.SEASONAL
    if unit is WageUnit.HOUR:
        return EmploymentType.PART_TIME
    if unit is WageUnit.DAY:
        return draw.choices((EmploymentType.FULL_TIME, EmploymentType.SEASONAL, EmploymentType.GIG), (5, 3, 2))[0]
    return EmploymentType.FULL_TIME


def _level(draw: Draw, skilled: float, *, is_senior: bool) -> SkillLevel:
    """What an employer asks for; most ask for nothing."""
    if not draw.chance(skilled * (0.9 if is_senior else 0.45)):
        return SkillLevel.NONE
    levels = (SkillLevel.LEVEL_5, SkillLevel.LEVEL_4, SkillLevel.LEVEL_3, SkillLevel.LEVEL_2)
    return draw.choices(levels, (3, 4, 3, 1) if not is_senior else (0, 2, 4, 2))[0]


def _experience(draw: Draw, title: str, skilled: float, *, is_senior: bool) -> int:
    if re.search(r"学徒|实习|见习|助理|学员|管培|普工", title):
        return 0
    if is_senior:
        return draw.choice((2, 3, 3, 5, 5, 8))
    return draw.choices((0, 1, 2, 3, 5), (6 - 4 * skilled, 2, 1 + skilled, 1 + 2 * skilled, skilled))[0]


def _insurance(
    draw: Draw, employment: EmploymentType, words: _BenefitWords, *, is_formal: bool
) -> frozenset[Insurance]:
    """Full-time work is insured by law, though not every advertisement says so; others at least against accidents."""
    if employment not in {EmploymentType.FULL_TIME, EmploymentType.APPRENTICE}:
        return frozenset({Insurance.INJURY}) if draw.chance(0.75) else frozenset()
    if not (words.has_insurance or draw.chance(0.95 if is_formal else 0.8)):
        return frozenset()
    if words.has_housing_fund or draw.chance(0.5 if is_formal else 0.12):
        return frozenset(Insurance)
    return FIVE_INSURANCES


def _opened(draw: Draw, state: VacancyState) -> int:
    """Days ago; what hires is young more often than old, what has expired was opened before."""
    match state:
        case VacancyState.EXPIRED:
            return draw.randint(45, 95)
        case VacancyState.IN_REVIEW | VacancyState.REFUSED:
            return draw.randint(0, 4)
        case VacancyState.CLOSED:
            return draw.randint(15, LONGEST_OPEN)
        case _:
            return int(LONGEST_OPEN * draw.random() ** 1.5)


def _valid_until(ledger: Ledger, draw: Draw, state: VacancyState, opened_days_ago: int) -> Any:
    if state is VacancyState.EXPIRED:
        return ledger.parameters.day(-draw.randint(1, min(opened_days_ago, 40) - 10))
    stands = draw.choice((30, 60, 60, 60, 90, 90))
    left = stands - opened_days_ago - 1
    return ledger.parameters.day(left if left > 0 else draw.randint(3, 89 - opened_days_ago))


def _brand(draw: Draw, employer: Employer, post: Post) -> int | None:
    """The brand that is known for the occupation; other work of a member stands beside it half of the time."""
    brand = employer.brand_for(post.occupation_code)
    if brand is None and employer.brands and draw.chance(0.5):
        brand = employer.brands[0]
    return brand.id if brand else None


def _duties(draw: Draw, occupation_code: str, doubt: str) -> str:
    """Three or four lines of what the work is; `doubt` is a line that an official will have to look at."""
    own = tables.tree("duties.toml").get(occupation_code)
    tasks = own.split("|") if own else draw.some(_tasks(occupation_code), 3, 4)
    return "\n".join(f"· {task}" for task in (*tasks, doubt) if task)


@cache
def _tasks(occupation_code: str) -> tuple[str, ...]:
    """The tasks of an occupation in the classification that an advertisement can say."""
    entry = occupation(occupation_code)
    tasks = [task.strip(" 。；;，") for task in re.split(r"\s*\d+[.．、]\s*", entry.tasks) if task.strip()]
    fitting = [task for task in tasks if len(task) <= TASK_LIMIT and "象牙" not in task and not _finds(task)]
    return tuple(fitting) or (f"从事{entry.name}相关工作", "遵守操作规程和安全规定", "完成班组安排的其他任务")


def _finds(text: str) -> bool:
    return bool(check_advertisement({"duties": text}))
