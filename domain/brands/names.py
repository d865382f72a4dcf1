"""Names of brands: place + industry, trade or product + people (article 三), parsed, mended and compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LONGEST_NAME = 30
LONGEST_EXCEPTION = 300

PLACES = ("扬州", "广陵", "邗江", "江都", "宝应", "仪征", "高邮", "维扬", "江苏")
"""The city, its counties, and what they were called before. More come with the question."""

PEOPLE = (
    *("工匠", "巧匠", "技工", "技师", "大师", "师傅", "艺人", "匠人", "传承人", "经纪人", "月嫂", "嫂", "阿姨"),
    *("管家", "能手", "高手", "工", "匠", "师", "员", "人", "手", "娘", "妹", "哥"),
)
"""称谓: the article names 工, 匠, 师 and 员 and says 等, “and the like”."""

NO_PEOPLE = ("加工", "手工", "施工", "化工", "军工", "人工", "机器人", "会员", "委员", "二手", "新手")
"""Words that end like people and are none, unless another word for people follows."""

_OTHER_PLACE = re.compile(r"[^市县区镇乡省]{1,4}[市县区镇乡省]")
_SUFFIX = re.compile(r"[市县区镇乡]")


class BrandNameMissing(RuleBroken):
    """A brand has no name."""

    field = "name"


class BrandNameTooLong(RuleBroken):
    """A name is longer than any that is remembered."""

    field = "name"


class BrandNameIncomplete(RuleBroken):
    """A name lacks place, trade or people, and nobody has said why it may."""

    field = "name"


class NameExceptionTooLong(RuleBroken):
    """The reason for an exception is longer than anybody reads."""

    field = "name_exception"


class BrandNameTaken(RuleBroken):
    """Another brand has the name, or one that is written or spoken almost the same."""

    field = "name"


class NamePart(StrEnum):
    """What the name of a brand consists of (article 三)."""

    PLACE = "place"
    TRADE = "trade"
    PEOPLE = "people"


class Likeness(StrEnum):
    """How near two names are."""

    SAME = "same"
    SAME_SOUND = "same_sound"
    ONE_OFF = "one_off"
    """One character more, less, or another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCheck:
    """A name in its parts, what it lacks, and what it could be."""

    name: str
    """As it is written once spaces and marks are gone."""
    place: str = ""
    trade: str = ""
    """The industry, trade or product."""
    people: str = ""
    proposals: tuple[str, ...] = ()
    """Names that have all three parts, the likeliest first; none where nothing is missing."""
    exception_reason: str = ""

    @property
    def missing(self) -> tuple[NamePart, ...]:
        """The parts that the name lacks, in the order of the rule."""
        return tuple(part for part in NamePart if not getattr(self, part))

    @property
    def is_complete(self) -> bool:
        """Whether the name follows the rule."""
        return not self.missing

    @property
    def is_exception(self) -> bool:
        """Whether a known name is kept although it breaks the rule."""
        return bool(self.missing and self.exception_reason)

    @property
    def is_allowed(self) -> bool:
        """Whether a brand may be called so."""
        return self.is_complete or self.is_exception


def check_name(
    name: str,
    *,
    places: Iterable[str] = (),
    place: str = "",
    trade: str = "",
    people: Sequence[str] = ("工", "匠", "师", "员"),
    exception_reason: str = "",
) -> NameCheck:
    """Parse a name into place, trade and people, say what is missing, and propose names that have all three.

    `places` are place names known beside the city's own; `place`, `trade` and `people` are what proposals put where a
    part is missing. A known name that breaks the rule is allowed with a reason (扬州三把刀).
    Raises BrandNameMissing, BrandNameTooLong or NameExceptionTooLong.
    """
    written = plain(name)
    if not written:
        raise BrandNameMissing
    if len(written) > LONGEST_NAME:
        raise BrandNameTooLong(length=len(written), most=LONGEST_NAME)
    if len(exception_reason) > LONGEST_EXCEPTION:
        raise NameExceptionTooLong(length=len(exception_reason), most=LONGEST_EXCEPTION)
    where = _place_of(written, places)
    rest = written[len(where) :]
    who = _people_of(rest)
    what = rest.removesuffix(who)
    found = NameCheck(name=written, place=where, trade=what, people=who, exception_reason=exception_reason.strip())
    if found.is_complete:
        return found
    return NameCheck(
        name=written,
        place=where,
        trade=what,
        people=who,
        proposals=_proposals(where or place or PLACES[0], what or trade, [who] if who else people),
        exception_reason=found.exception_reason,
    )


def check_registered_name(check: NameCheck) -> None:
    """Whether a brand may be entered under a checked name. Raises BrandNameIncomplete with parts and proposals."""
    if not check.is_allowed:
        raise BrandNameIncomplete(missing=check.missing, proposals=check.proposals)


class TakenNames:
    """Names that brands have, kept so that thousands are asked for what is near in the time of one.

    `sound` gives the pinyin of a text.
    """

    def __init__(self, names: Iterable[str] = (), *, sound: Callable[[str], str]) -> None:
        self.sound = sound
        self._by_letters: dict[str, str] = {}
        self._by_sound: dict[str, str] = {}
        self._by_gaps: dict[str, list[str]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Another name is taken."""
        letters = plain(name)
        self._by_letters.setdefault(letters, name)
        self._by_sound.setdefault(self.sound(letters), name)
        for key in _gaps(letters):
            self._by_gaps.setdefault(key, []).append(name)

    def near(self, name: str) -> tuple[str, Likeness] | None:
        """The nearest of them, if one is near at all."""
        letters = plain(name)
        if letters in self._by_letters:
            return self._by_letters[letters], Likeness.SAME
        if self.sound(letters) in self._by_sound:
            return self._by_sound[self.sound(letters)], Likeness.SAME_SOUND
        # Two names that are one off have a key in common: what is left of each once a letter is taken out, or the
        # whole of the shorter one.
        for key in _gaps(letters):
            for other in self._by_gaps.get(key, ()):
                if _is_one_off(letters, plain(other)):
                    return other, Likeness.ONE_OFF
        return None


def check_name_free(name: str, taken: TakenNames, *, is_meant: bool = False) -> None:
    """Whether no other brand has the name or one that is near it. Raises BrandNameTaken, which says how near it is.

    Who says that it is meant may have a name that is one character off (扬州玉器师, 扬州漆器师), but none that is
    written or spoken alike.
    """
    found = taken.near(name)
    if found is not None and not (found[1] is Likeness.ONE_OFF and is_meant):
        raise BrandNameTaken(name=found[0], likeness=found[1])


def plain(name: str) -> str:
    """A name without spaces, quotes and other marks, in half width."""
    folded = unicodedata.normalize("NFKC", name)
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] in "LN")


def _place_of(name: str, places: Iterable[str]) -> str:
    known = [one for one in {*PLACES, *places} if one and name.startswith(one)]
    if known:
        place = max(known, key=len)
        follows = name[len(place) :]
        return place + follows[:1] if _SUFFIX.match(follows) and len(follows) > 1 else place
    other = _OTHER_PLACE.match(name)
    return other[0] if other and len(other[0]) < len(name) else ""


def _people_of(rest: str) -> str:
    if rest.endswith(NO_PEOPLE):
        return ""
    return next((word for word in sorted(PEOPLE, key=len, reverse=True) if rest.endswith(word)), "")


def _proposals(place: str, trade: str, people: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{place}{trade}{who}" for who in people if _people_of(trade + who)) if trade else ()


def _gaps(letters: str) -> set[str]:
    """The name, and what is left of it without each of its letters."""
    return {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}


def _is_one_off(one: str, other: str) -> bool:
    """Whether of two names, whose lengths differ by one at most, one letter is another or too many."""
    short, long = sorted((one, other), key=len)
    same = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]
