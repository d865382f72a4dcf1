"""The real titles of vacancies, cleaned of other cities, wages, employers and noise, each with a real occupation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache

from domain.divisions import HOME_CITY, lies_within
from domain.occupations import lies_within as occupation_lies_within
from reference.colloquial_names import name_groups
from reference.divisions import divisions
from reference.job_titles import job_titles
from reference.occupations import OCCUPATION_LEVEL, OccupationEntry, occupation, occupations
from scripts.demo_city import tables

SHORTEST, LONGEST = 2, 26
MIDDLE_GROUP = 2

_ANYBODY = re.compile(r"普工|操作工$|生产工人|生产操作工|临时工|^服务员$|^(?:餐厅|酒店)?服务员$")

_EMPLOYER = re.compile(
    r"^.*?(?:招聘|诚招|诚聘|直招|急招|急聘|急缺|直聘)(?!专员|顾问|助理|主管|经理|专家|师|文员|培训|负责|岗|HR)"
)
_CALL = re.compile(r"^(?:招聘(?!专员|顾问|助理|主管|经理|专家|师|文员|培训)|招(?!聘|商|生|投|标|募|待)|聘)")
_NUMBER = re.compile(r"[（(]?(?:职位编号[:：])?\b(?:MJ|J|A|G|LZHR|TRD)\d{3,}\w*[)）]?|（?\d{6}）?")
_BRACKETS = re.compile(r"[（(【\[]([^（()）【】\[\]]*)[）)】\]]")
_HALVES = re.compile(r"（[^（）]*$|^[^（）]*）|（\s*）|[【】\[\]()]")
_BRACKET_NOISE = re.compile(
    r"区|市|县|镇|街|路|省|店|湾|城|驻|州|地|全国|海外|国外|届|急|方向|号|\d|薪|元|招|公司|项目|中心|分院|总部|战|部"
)
_AMOUNT = r"\d[\d.,]*(?:\s?[-~—]\s?\d[\d.,]*)?\s?(?:[kKwW万千]|元|/天|/小?时|/月|/h|一天|一月|一小时)?\+?(?:以上|起)?"
_WAGE = re.compile(
    rf"(?:综合)?高?(?:无责)?(?:月薪|月入|日薪|年薪|底薪|保底|薪资|工资|收入|首年)[约达：:]?(?:过万|上万|一万|{_AMOUNT})"
    r"|\d[\d.]*(?:\s?[-~—]\s?\d[\d.]*)?\s?(?:[kKwW万千]|元|/天|/小?时|/月|/h|一天|一月|一小时)\+?(?:以上|起)?|月?\d{3,}\+?起?|过万|上万|一万\+?"
)
_PUFF = re.compile(
    r"高薪|诚聘|急招|急聘|急缺|直招|直聘|[🔥➕★☆◆●]|就近(?:安排|分配)|无经验|接受小白|可小白|小白|零基础|不限经验|经验不限"
    r"|轻松|稳定|包教包会|多劳多得|待遇好|福利[好多]|高提成|\+?提成[\d%-]*|可借支|预支|氛围\S*|入职\S{0,6}"
)
_SEPARATORS = re.compile(r"([+＋/|｜,，、;；~～!！。:：\s\-—–_]+)")
_AREA = re.compile(r"[\u4e00-\u9fff]{2}(?:地区|片区|大区|辖区|[区县镇州](?!域|长|块|链|间))|大厦|广场")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What a vacancy may be called."""

    text: str
    occupation_code: str
    """Of an occupation; or of a group, where only the employer's trade says which occupation it is."""
    is_real: bool = True
    """From the job boards; False for those written for trades that the boards lack."""


@cache
def real_titles() -> tuple[Title, ...]:
    """The titles of the job boards that can be advertised here, in the order of the file, each once an occupation."""
    left_out, noise = frozenset(tables.lines("titles_left_out.txt")), tables.lines("titles_noise.txt")
    kept: dict[tuple[str, str], Title] = {}
    for entry in job_titles():
        text = clean(entry.title)
        if not text or text in left_out or any(word in text for word in noise):
            continue
        code = resolve(text, entry.occupation_code)
        if code:
            kept.setdefault((text, code), Title(text=text, occupation_code=code))
    return tuple(kept.values())


def clean(title: str) -> str:
    """A title without employer, wage, numbers and praise; empty where it speaks of another place or nothing is left."""
    text = _EMPLOYER.sub("", title.strip()) or title.strip()
    text = _NUMBER.sub("", text)
    text = _BRACKETS.sub(lambda found: "" if _is_noise(found.group(1)) else f"（{found.group(1).strip()}）", text)
    text = _HALVES.sub("", text)
    text = _without_places(text)
    text = _PUFF.sub("", _WAGE.sub("", text))
    text = _HALVES.sub("", _tidy(text)).strip()
    if not SHORTEST <= len(text) <= LONGEST or not re.search(r"[\u4e00-\u9fff]{2}", text) or _speaks_of_elsewhere(text):
        return ""
    return text


def resolve(title: str, code: str) -> str:
    """The occupation that a title means: its own, or the one below its group that shares most telling words with it.

    Empty where the title shares no word with what the classification and the people call the occupation: then the
    code is likely to be wrong. A group stays where nothing lies below it (其他…), and a major group where only the
    employer's trade can say what the title means (普工, 服务员).
    """
    by_hand: str | None = tables.tree("resolved_titles.toml").get(title)
    if by_hand:
        return by_hand
    own = occupation(code)
    if own.level <= MIDDLE_GROUP and _ANYBODY.search(title):
        return f"{code[:1]}-00-00-00"
    if own.level < OCCUPATION_LEVEL and not _below(code):
        belongs = tables.tree("residual_groups.toml").get(code, "").split()
        return code if any(word in title for word in belongs) else ""
    words = _bigrams(title)
    candidates = [own] if own.level == OCCUPATION_LEVEL else _below(code)
    best = max(candidates, key=lambda entry: (_shared(words, entry), entry.code))
    return best.code if _shared(words, best) > 0 else ""


def _is_noise(text: str) -> bool:
    return bool(_BRACKET_NOISE.search(text) or _elsewhere().search(text))


def _without_places(text: str) -> str:
    """杭州地区销售人员 -> 销售人员; 设计师-上海青浦区 -> 设计师."""
    return _elsewhere_behind().sub("", _elsewhere_before().sub("", text))


def _speaks_of_elsewhere(text: str) -> bool:
    return bool(_AREA.search(text) or _elsewhere().search(text))


def _tidy(text: str) -> str:
    """Join what is left of the pieces, and drop separators that part nothing."""
    pieces = _SEPARATORS.split(text)
    kept = ""
    for number, piece in enumerate(pieces):
        if number % 2 == 0 and (len(piece) > 1 or piece.isascii()) and piece:
            separator = pieces[number - 1] if kept else ""
            mark = next(
                (mark for mark in separator if mark in "/+、-—"), separator[:1] and (separator.strip() or " ")[:1]
            )
            kept += mark + piece
    kept = _CALL.sub("", kept)
    return kept.strip(" /+、，,-—.·~")


@cache
def _elsewhere() -> re.Pattern[str]:
    """Any province or city that is not ours, as people say it."""
    names = {
        entry.short_name for entry in divisions() if not lies_within(entry.code, HOME_CITY) and entry.level != "town"
    }
    names = (names | set(tables.lines("other_places.txt"))) - {"", "江苏"}
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))))


@cache
def _elsewhere_before() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_elsewhere().pattern})(?:市|省|地区|区域|站)?[-—\s]*")


@cache
def _elsewhere_behind() -> re.Pattern[str]:
    return re.compile(rf"[-—–\s（]+(?:{_elsewhere().pattern})\S*$")


@cache
def _below(code: str) -> tuple[OccupationEntry, ...]:
    return tuple(e for e in occupations() if e.level == OCCUPATION_LEVEL and occupation_lies_within(e.code, code))


def _bigrams(text: str) -> Counter[str]:
    letters = re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", text).lower()
    return Counter(letters[i : i + 2] for i in range(len(letters) - 1))


def _shared(words: Counter[str], entry: OccupationEntry) -> float:
    """How telling the words are that a title shares with an occupation: rare ones tell more."""
    return sum(_worth().get(word, 0.0) for word in words if word in _vocabulary()[entry.code])


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    """For each occupation the pairs of letters in its names: official, alias, and what people say."""
    said: dict[str, list[str]] = defaultdict(list)
    for group in name_groups():
        if group.occupation_code:
            said[group.occupation_code].extend((*group.names, *group.vague))
    return {
        entry.code: frozenset(
            pair for name in (entry.name, *entry.aliases, *said[entry.code]) for pair in _bigrams(name)
        )
        - frozenset(tables.lines("empty_words.txt"))
        for entry in occupations()
        if entry.level == OCCUPATION_LEVEL
    }


@cache
def _worth() -> dict[str, float]:
    spread = Counter(word for words in _vocabulary().values() for word in words)
    return {word: 1 / count for word, count in spread.items()}
