"""Pages of zones: their sections, what may stand in one, and the way from a draft to what the public sees."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from domain.errors import RuleBroken
from domain.pictures import PlacedPicture

if TYPE_CHECKING:
    from collections.abc import Mapping

RULE_VERSION = "zone-pages-1"
LONGEST_HEADING = 30
LONGEST_HEADING_EN = 60
LONGEST_TEXT = 2000
LONGEST_TEXT_EN = 4000
LONGEST_REASON = 300
LONGEST_ADDRESS = 300
MOST_LINKS = 6


class SectionKind(StrEnum):
    """A part of the page, in the order in which it stands where nobody has composed it."""

    FIGURES = "figures"
    VACANCIES = "vacancies"
    FAIRS = "fairs"
    STORY = "story"
    ENTERPRISES = "enterprises"
    PEOPLE = "people"
    EXHIBITIONS = "exhibitions"
    TRAINING = "training"
    VIDEOS = "videos"


class VersionState(StrEnum):
    """Where a version of a page stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    """An enterprise of the brand has handed it in."""
    SENT_BACK = "sent_back"
    PUBLISHED = "published"
    REPLACED = "replaced"
    DROPPED = "dropped"


class Composer(StrEnum):
    """Who composes a page."""

    OFFICE = "office"
    ENTERPRISE = "enterprise"


S, C = VersionState, Composer
TRANSITIONS: Mapping[tuple[VersionState, VersionState], frozenset[Composer]] = {
    (S.DRAFT, S.PUBLISHED): frozenset({C.OFFICE}),
    (S.DRAFT, S.PROPOSED): frozenset({C.ENTERPRISE}),
    (S.DRAFT, S.DROPPED): frozenset({C.OFFICE, C.ENTERPRISE}),
    (S.PROPOSED, S.PUBLISHED): frozenset({C.OFFICE}),
    (S.PROPOSED, S.SENT_BACK): frozenset({C.OFFICE}),
    (S.PROPOSED, S.DROPPED): frozenset({C.ENTERPRISE}),
    (S.SENT_BACK, S.PROPOSED): frozenset({C.ENTERPRISE}),
    (S.SENT_BACK, S.DROPPED): frozenset({C.ENTERPRISE}),
    (S.PUBLISHED, S.REPLACED): frozenset({C.OFFICE}),
}
"""Each step that exists, and whose it is. To go back is to publish a copy of what stood there before."""

OPEN = frozenset({S.DRAFT, S.PROPOSED, S.SENT_BACK})
"""Of these each composer has one at a time."""
EDITABLE = frozenset({S.DRAFT, S.SENT_BACK})
ONCE_PUBLIC = frozenset({S.PUBLISHED, S.REPLACED})


class VersionStepRefused(RuleBroken):
    """A version cannot go from its state to that one, or not by who asks."""


class VersionChanged(RuleBroken):
    """Somebody else has changed the version since it was opened."""


class VersionFixed(RuleBroken):
    """A version that was handed in or published is not changed any more."""


class VersionReasonMissing(RuleBroken):
    """A proposal is sent back without saying why."""

    field = "reason"


class VersionReasonTooLong(RuleBroken):
    """A reason is longer than people read."""

    field = "reason"


class NothingShown(RuleBroken):
    """Every section of a page is switched off."""


class PositionImplausible(RuleBroken):
    """A section would stand at a place that the page does not have."""

    field = "position"


class HeadingTooLong(RuleBroken):
    """A heading is longer than a line."""

    field = "heading"


class EnglishHeadingTooLong(RuleBroken):
    """An English heading is longer than a line."""

    field = "heading_en"


class TextTooLong(RuleBroken):
    """A text is longer than anybody reads on a page of vacancies."""

    field = "text"


class EnglishTextTooLong(RuleBroken):
    """An English text is longer than anybody reads on a page of vacancies."""

    field = "text_en"


class TooManyLinks(RuleBroken):
    """A section has more links than anybody looks at."""

    field = "links"


class LinkUnusable(RuleBroken):
    """A line is not a title and the address of a page that browsers open safely."""

    field = "links"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The title and the address of something that stands elsewhere, as a video."""

    title: str
    address: str

    @property
    def host(self) -> str:
        """Whose page it is."""
        return urlsplit(self.address).hostname or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section with what somebody has written for it; empty words leave what the page says by itself."""

    kind: SectionKind
    is_shown: bool = True
    heading: str = ""
    heading_en: str = ""
    text: str = ""
    text_en: str = ""
    picture: PlacedPicture | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonePage:
    """The sections of a page, each kind once, in their order."""

    sections: tuple[Section, ...]

    @property
    def shown(self) -> tuple[Section, ...]:
        """The sections that are switched on."""
        return tuple(section for section in self.sections if section.is_shown)

    def shows(self, kind: SectionKind) -> bool:
        """Whether a section is switched on."""
        return any(section.kind is kind for section in self.shown)

    def section(self, kind: SectionKind) -> Section:
        """The section of a kind."""
        return next(section for section in self.sections if section.kind is kind)


STANDARD_PAGE = ZonePage(sections=tuple(Section(kind=kind) for kind in SectionKind))
"""What a zone shows that nobody has composed."""


def read_page(kept: Mapping[str, Any]) -> ZonePage:
    """A page as it was kept. A kind that was not known then stands at the end, switched off."""
    sections = [_read_section(item) for item in kept["sections"] if item["kind"] in set(SectionKind)]
    known = {section.kind for section in sections}
    sections += [Section(kind=kind, is_shown=False) for kind in SectionKind if kind not in known]
    return ZonePage(sections=tuple(sections))


def kept_page(page: ZonePage) -> dict[str, Any]:
    """A page as it is kept."""
    return {"sections": [asdict(section) | {"kind": section.kind.value} for section in page.sections]}


def check_section(section: Section) -> None:
    """Raises HeadingTooLong, TextTooLong, the same for English, TooManyLinks or LinkUnusable."""
    for text, most, refusal in (
        (section.heading, LONGEST_HEADING, HeadingTooLong),
        (section.heading_en, LONGEST_HEADING_EN, EnglishHeadingTooLong),
        (section.text, LONGEST_TEXT, TextTooLong),
        (section.text_en, LONGEST_TEXT_EN, EnglishTextTooLong),
    ):
        if len(text) > most:
            raise refusal(length=len(text), most=most)
    if len(section.links) > MOST_LINKS:
        raise TooManyLinks(count=len(section.links), most=MOST_LINKS)
    for link in section.links:
        _check_link(link)


def check_shown(page: ZonePage) -> None:
    """Raises NothingShown."""
    if not page.shown:
        raise NothingShown


def arrange(sections: tuple[Section, ...], positions: Mapping[SectionKind, int]) -> ZonePage:
    """The sections by the positions that somebody typed; equals stay as they stood. Raises PositionImplausible."""
    for kind, position in positions.items():
        if not 1 <= position <= len(SectionKind):
            raise PositionImplausible(kind=kind, most=len(SectionKind))
    return ZonePage(sections=tuple(sorted(sections, key=lambda section: positions[section.kind])))


def move(page: ZonePage, kind: SectionKind, *, up: bool) -> ZonePage:
    """The page with a section one place further up or down; at its end it stays."""
    sections = list(page.sections)
    at = sections.index(page.section(kind))
    to = min(max(at - 1 if up else at + 1, 0), len(sections) - 1)
    sections.insert(to, sections.pop(at))
    return replace(page, sections=tuple(sections))


def changed_sections(before: ZonePage, after: ZonePage) -> tuple[SectionKind, ...]:
    """The sections that say something else, or stand elsewhere among those that are shown."""
    order = [section.kind for section in before.shown]
    now = [section.kind for section in after.shown]
    stayed = _longest_common(order, now)
    return tuple(
        kind
        for kind in SectionKind
        if before.section(kind) != after.section(kind) or (kind in order and kind in now and kind not in stayed)
    )


def check_step(state: VersionState, target: VersionState, *, by: Composer, made_by: Composer, reason: str = "") -> None:
    """Whether somebody may take a version to a state: what an enterprise drafts, no official publishes unasked.

    Raises VersionStepRefused, VersionReasonMissing or VersionReasonTooLong.
    """
    if by not in TRANSITIONS.get((state, target), frozenset()):
        raise VersionStepRefused(state=state, target=target)
    if made_by is not by and state is S.DRAFT:
        raise VersionStepRefused(state=state, target=target)
    if target is S.SENT_BACK and not reason.strip():
        raise VersionReasonMissing
    if len(reason) > LONGEST_REASON:
        raise VersionReasonTooLong(length=len(reason), most=LONGEST_REASON)


def _read_section(kept: Mapping[str, Any]) -> Section:
    picture = kept["picture"]
    read = {
        "kind": SectionKind(kept["kind"]),
        "links": tuple(Link(**link) for link in kept["links"]),
        "picture": PlacedPicture(**picture) if picture else None,
    }
    return Section(**{**kept, **read})


def _check_link(link: Link) -> None:
    try:
        parts = urlsplit(link.address)
        is_safe = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        is_safe = False
    if not is_safe or not link.title or not link.address.isprintable() or len(link.address) > LONGEST_ADDRESS:
        raise LinkUnusable(line=f"{link.title} {link.address}".strip()[:60])


def _longest_common(first: list[SectionKind], second: list[SectionKind]) -> set[SectionKind]:
    """The kinds that stand in the same order in both, as many as there are."""
    best: list[list[list[SectionKind]]] = [[[] for _ in range(len(second) + 1)] for _ in range(len(first) + 1)]
    for i, one in enumerate(first):
        for j, other in enumerate(second):
            longer = max(best[i][j + 1], best[i + 1][j], key=len)
            best[i + 1][j + 1] = [*best[i][j], one] if one is other else longer
    return set(best[-1][-1])
