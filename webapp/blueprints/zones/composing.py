"""The form in which the page of a zone is composed: a part for each section, arranged by positions or by arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from domain.errors import RuleBroken
from domain.zone_pages import (
    Link,
    PositionImplausible,
    Section,
    SectionKind,
    ZonePage,
    arrange,
    check_section,
    check_shown,
    move,
)
from webapp.forms import Form, OneOf, TextBlock, TextLine, Tick, WholeNumber
from webapp.typed import clean_line
from webapp.wording import explain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.pictures import PlacedPicture

WITH_TEXT = frozenset(SectionKind) - {SectionKind.VACANCIES}
WITH_PICTURE = frozenset({SectionKind.STORY, SectionKind.PEOPLE, SectionKind.TRAINING, SectionKind.EXHIBITIONS})
WITH_LINKS = frozenset({SectionKind.VIDEOS})
MOST_DIGITS = 6


class SectionForm(Form):
    """One section of a page."""

    position = WholeNumber(_("Position"), is_needed=True)
    is_shown = Tick(_("Show this section"))
    heading = TextLine(_("Heading"))
    heading_en = TextLine(_("Heading in English"))
    text = TextBlock(_("Text"))
    text_en = TextBlock(_("Text in English"))
    picture = OneOf(_("Picture"), is_needed=False)
    links = TextBlock(_("Links"))

    def section(self, kind: SectionKind, pictures: Mapping[str, PlacedPicture]) -> Section:
        """What was typed, once it has been read."""
        return Section(
            kind=kind,
            is_shown=bool(self.is_shown.data),
            heading=self.heading.data or "",
            heading_en=self.heading_en.data or "",
            text=self.text.data or "",
            text_en=self.text_en.data or "",
            picture=pictures.get(self.picture.data or ""),
            links=tuple(_link(line) for line in (self.links.data or "").splitlines() if line.strip()),
        )


class PageForm:
    """The sections of a page, each with a form of its own under a prefix of its own."""

    def __init__(self, page: ZonePage, pictures: Mapping[str, PlacedPicture], *, is_empty: bool = False) -> None:
        self.pictures = pictures
        typed: dict[str, Any] = {"formdata": None} if is_empty else {}
        self.errors: list[str] = []
        self.forms = {
            section.kind: SectionForm(
                prefix=f"{section.kind.value}-", data=_as_it_is(section, position), meta={"csrf": False}, **typed
            )
            for position, section in enumerate(page.sections, start=1)
        }
        for form in self.forms.values():
            form.picture.choices = [("", gettext("None")), *((key, one.alt) for key, one in pictures.items())]
        self.lock = _number(request.form.get("lock", ""))

    def __iter__(self) -> Iterator[tuple[SectionKind, SectionForm]]:
        return iter(self.forms.items())

    @property
    def has_errors(self) -> bool:
        """Whether something is not right yet."""
        return bool(self.errors) or any(form.errors or form.form_errors for form in self.forms.values())

    def read(self) -> ZonePage | None:
        """The page that was typed; None where something cannot be read, which stands at its field then."""
        are_read = [form.validate() for form in self.forms.values()]
        if not all(are_read):
            return None
        sections = tuple(form.section(kind, self.pictures) for kind, form in self.forms.items())
        for section in sections:
            try:
                check_section(section)
            except RuleBroken as refusal:
                self.forms[section.kind].refuse(refusal)
        positions = {kind: form.position.data or 0 for kind, form in self.forms.items()}
        try:
            page = arrange(sections, positions)
            check_shown(page)
        except PositionImplausible as refusal:
            self.forms[SectionKind(str(refusal.details["kind"]))].refuse(refusal)
        except RuleBroken as refusal:
            self.refuse(refusal)
        return None if self.has_errors else self._moved(page)

    def refuse(self, refusal: RuleBroken) -> None:
        """Say what stands against the page as a whole."""
        self.errors.append(explain(refusal))

    @staticmethod
    def _moved(page: ZonePage) -> ZonePage:
        """The page with the section one place further whose arrow was pressed."""
        kind, _colon, way = request.form.get("move", "").partition(":")
        return move(page, SectionKind(kind), up=way == "up") if kind in set(SectionKind) else page


def _as_it_is(section: Section, position: int) -> dict[str, Any]:
    return {
        "position": position,
        "is_shown": section.is_shown,
        "heading": section.heading,
        "heading_en": section.heading_en,
        "text": section.text,
        "text_en": section.text_en,
        "picture": section.picture.fingerprint if section.picture else "",
        "links": "\n".join(f"{link.title} {link.address}" for link in section.links),
    }


def _link(line: str) -> Link:
    """The title of a line, and its last word as the address."""
    title, _space, address = clean_line(line).rpartition(" ")
    return Link(title=title, address=address)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None
