"""Advertisements: words by which a vacancy limits who may come or asks for money, with the rule and a neutral wording.

The check finds and proposes; it refuses nothing. What it finds is doubtful: an official decides (DOMAIN §3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from domain.advertisement_patterns import PATTERNS, AdvertisementRule, Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RULE_VERSION = "advertisements-1"
"""Kept with every decision; a change of a pattern gives a new one."""

N_ = str
"""Marks an English sentence that the web translates; it changes nothing."""

CITATIONS: dict[AdvertisementRule, str] = {
    AdvertisementRule.SEX: N_(
        "Employment Promotion Law, article 27; Law on the Protection of Women's Rights and Interests, article 43"
    ),
    AdvertisementRule.MARITAL_OR_BIRTH: N_("Law on the Protection of Women's Rights and Interests, article 43"),
    AdvertisementRule.ETHNICITY: N_("Employment Promotion Law, articles 3 and 28"),
    AdvertisementRule.RELIGION: N_("Employment Promotion Law, article 3; Labour Law, article 12"),
    AdvertisementRule.HOUSEHOLD_REGISTRATION: N_("Employment Promotion Law, articles 3 and 31"),
    AdvertisementRule.INFECTION: N_("Employment Promotion Law, article 30"),
    AdvertisementRule.DISABILITY: N_("Employment Promotion Law, article 29"),
    AdvertisementRule.AGE: N_("Employment Promotion Law, article 26"),
    AdvertisementRule.FEE: N_("Labour Contract Law, articles 9 and 84"),
}
"""The law behind each rule."""

_FULL_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {ord("，"): ord("，"), ord("；"): ord("；")}
_CLAUSE_ENDS = "。！？；，、,;!?\n"
_UNSEEN = re.compile("[ \\t\\r\\f\\v\u00a0\u3000\u200b-\u200f\u2060\ufeff]")
_RUNS = re.compile("([。！？；，、,;!?])(?:[ ]*[。！？；，、,;!?])+")
_LEADING = re.compile("(^|[\n：:（(])[。！？；，、,;!?]+")
_EMPTY_PAIR = re.compile("（[，、；]?）|\\([,;]?\\)|【】")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Words in a field of an advertisement that break a rule."""

    field: str
    """The name of the field: title, duties, …"""
    words: str
    start: int
    """Where the words begin in the text of the field, counted in characters; `end` is behind their last."""
    end: int
    rule: AdvertisementRule
    proposal: str
    """What may stand there instead; empty where it is best left out."""

    @property
    def citation(self) -> str:
        """The law and its articles, in English, to be translated."""
        return CITATIONS[self.rule]

    def as_row(self) -> dict[str, Any]:
        """The finding as JSON can keep it."""
        return {
            "field": self.field,
            "words": self.words,
            "start": self.start,
            "end": self.end,
            "rule": self.rule.value,
            "proposal": self.proposal,
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Finding:
        """The finding that was kept as JSON."""
        return cls(**{**row, "rule": AdvertisementRule(row["rule"])})


def check_advertisement(texts: Mapping[str, str]) -> tuple[Finding, ...]:
    """What is wrong with an advertisement, field by field and from the first word to the last."""
    return tuple(finding for field, text in texts.items() for finding in _check(field, text))


def neutral_text(text: str, findings: Sequence[Finding]) -> str:
    """The text of one field with each finding replaced by its proposal, and tidied where words were left out."""
    for finding in sorted(findings, key=lambda finding: -finding.start):
        text = text[: finding.start] + finding.proposal + text[finding.end :]
    if findings:
        text = _EMPTY_PAIR.sub("", text)
        text = _RUNS.sub(r"\1", text)
        text = _LEADING.sub(r"\1", text)
    return text


def _check(field: str, text: str) -> list[Finding]:
    seen, places = _as_seen(text)
    found = []
    for pattern in PATTERNS:
        for match in pattern.words.finditer(seen):
            if _stands(pattern, match, seen):
                start, end = places[match.start()], places[match.end() - 1] + 1
                proposal = pattern.neutral if isinstance(pattern.neutral, str) else pattern.neutral(match)
                found.append(
                    Finding(
                        field=field, words=text[start:end], start=start, end=end, rule=pattern.rule, proposal=proposal
                    )
                )
    return _without_overlaps(found)


def _as_seen(text: str) -> tuple[str, list[int]]:
    """The text as the patterns read it, without spaces and full-width forms, and where each character came from."""
    places = [place for place, letter in enumerate(text) if not _UNSEEN.match(letter)]
    return "".join(text[place] for place in places).translate(_FULL_WIDTH), places


def _stands(pattern: Pattern, match: re.Match[str], seen: str) -> bool:
    if match.start() == match.end() or (pattern.breaks is not None and not pattern.breaks(match)):
        return False
    if pattern.harmless is None:
        return True
    before = max((seen.rfind(mark, 0, match.start()) for mark in _CLAUSE_ENDS), default=-1)
    ends = [at for mark in _CLAUSE_ENDS if (at := seen.find(mark, match.end())) >= 0]
    return not pattern.harmless.search(seen[before + 1 : min(ends, default=len(seen))])


def _without_overlaps(found: Sequence[Finding]) -> list[Finding]:
    """The longest of those that share words, in the order of the text."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda finding: (finding.start - finding.end, finding.start)):
        if all(finding.end <= other.start or other.end <= finding.start for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda finding: finding.start)
