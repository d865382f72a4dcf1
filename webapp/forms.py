"""Forms: fields that read what people type generously, and put every refusal at the field it is about."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, StopValidation
from wtforms.widgets import TextInput

from webapp import typed
from webapp.labels import label
from webapp.typed import clean_block, clean_line
from webapp.wording import explain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, time
    from enum import StrEnum

    from domain.errors import RuleBroken


class Form(FlaskForm):
    """A form of the house."""

    csrf_token = ""
    """A hidden field, but where tests have switched the check off."""

    def refuse(self, refusal: RuleBroken, *, at: str | None = None) -> None:
        """Say what stands against it at the field that a refusal names (or `at`), or for the form as a whole."""
        field = self._fields.get(at or refusal.field)
        if field is None:
            self.form_errors.append(explain(refusal))
        else:
            field.errors = [*field.errors, explain(refusal)]


class Needed(DataRequired):
    """Something has to be there; the field is marked so."""

    def __init__(self, message: Any = None) -> None:
        super().__init__(message or _("Please fill this in."))


class ChoiceNeeded(Needed):
    """One of the choices has to be taken."""

    def __init__(self) -> None:
        super().__init__(_("Please choose one."))


class TextLine(StringField):
    """One line of text."""

    def __init__(self, label: Any, *, is_needed: bool = False, **kwargs: Any) -> None:
        super().__init__(label, [Needed()] if is_needed else [], filters=[clean_line], **kwargs)


class TextBlock(TextAreaField):
    """Some lines of text."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, filters=[clean_block], **kwargs)


class Typed(Field):
    """A value that is read from what was typed; what cannot be read stays as it was typed."""

    widget = TextInput()
    unread: Any = _("This cannot be read.")

    def __init__(self, label: Any, *, is_needed: bool = False, **kwargs: Any) -> None:
        super().__init__(label, [], **kwargs)
        self.typed = ""
        self.is_needed = is_needed
        if is_needed:
            self.flags.required = True

    def _value(self) -> str:
        return self.typed if self.raw_data else self.write(self.data)

    def process_formdata(self, values: Sequence[str]) -> None:
        """Read what was typed."""
        if not values:
            return
        self.typed = clean_line(values[0])
        self.data = self.read(self.typed) if self.typed else None

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002
        """Say what cannot be read, or is missing."""
        if self.typed and self.data is None:
            raise StopValidation(str(self.unread))
        if self.data is None and self.is_needed:
            raise StopValidation(str(_("Please fill this in.")))

    def read(self, text: str) -> Any:
        """The value of a text, or None if it has none."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """The text of a value."""
        return "" if value is None else str(value)


class WholeNumber(Typed):
    """A whole number."""

    unread = _("Please type a whole number.")

    def read(self, text: str) -> int | None:
        """12, １２ or 12人."""
        return typed.whole_number(text)


class Yuan(Typed):
    """Money, typed in yuan and kept in fen."""

    unread = _("Please type an amount in yuan, for example 6500.")

    def read(self, text: str) -> int | None:
        """6500, 6,500元, 6.5k or 6千."""
        return typed.fen(text)

    def write(self, value: Any) -> str:
        """Without a needless fraction."""
        if value is None:
            return ""
        whole, rest = divmod(value, 100)
        return f"{whole}.{rest:02d}" if rest else str(whole)


class LargeYuan(Typed):
    """Money of the size of a trade, typed in ten thousand yuan and kept in fen."""

    unread = _("Please type an amount in units of 10,000 yuan, for example 34000.")

    def read(self, text: str) -> int | None:
        """34000, 34,000万元 or 3.4亿."""
        return typed.large_fen(text)

    def write(self, value: Any) -> str:
        """Without a needless fraction."""
        return "" if value is None else f"{(Decimal(value) / 10**6).normalize():f}"


class Share(Typed):
    """A share, typed in per cent and kept as a number of 1."""

    unread = _("Please type a share in per cent, for example 12.5.")

    def read(self, text: str) -> Decimal | None:
        """12.5 or 12.5%."""
        return typed.share(text)

    def write(self, value: Any) -> str:
        """Without a needless fraction."""
        return "" if value is None else f"{(Decimal(value) * 100).normalize():f}"


class Day(Typed):
    """A day of the calendar."""

    unread = _("Please type a day as 2026-12-31.")

    def read(self, text: str) -> date | None:
        """2026-12-31, 2026/12/31 or 2026年12月31日."""
        return typed.day(text)

    def write(self, value: Any) -> str:
        """As the browser's calendar wants it."""
        return value.isoformat() if value else ""


class TimeOfDay(Typed):
    """A time of the day."""

    unread = _("Please type a time as 9:00.")

    def read(self, text: str) -> time | None:
        """9:00, 09:00, 9点 or 9点30分."""
        return typed.time_of_day(text)

    def write(self, value: time | None) -> str:
        """As the browser's clock wants it."""
        return f"{value:%H:%M}" if value else ""


def names_of(kind: Iterable[StrEnum]) -> list[tuple[str, Any]]:
    """The members of an enum with their names, to choose from."""
    return [(member.value, label(member)) for member in kind]


def _as_choices(given: Any) -> list[SelectChoice]:
    """Pairs, or groups of pairs by name, as the library wants them."""
    groups = given.items() if isinstance(given, dict) else [("", given or ())]
    return [
        one if isinstance(one, SelectChoice) else SelectChoice(value=one[0], label=one[1], optgroup=name or None)
        for name, members in groups
        for one in members
    ]


class _Choosing:
    """Choices are pairs of value and name, or groups of pairs; what was not offered is refused in our own words."""

    @property
    def choices(self) -> list[SelectChoice]:
        """What may be chosen, as the library wants it."""
        return self._choices

    @choices.setter
    def choices(self, given: Any) -> None:
        self._choices = _as_choices(given)

    def offered(self) -> set[str]:
        """The values that may be chosen."""
        return {str(choice.value) for choice in self.choices}


class OneOf(_Choosing, SelectField):
    """One of several, as a list that drops down; `blank` names the choice of none."""

    def __init__(
        self, label: Any, choices: Any = (), *, is_needed: bool = True, blank: Any = None, **kwargs: Any
    ) -> None:
        if callable(choices):
            choices = choices()
        if blank is not None:
            choices = {"": [("", blank)], **choices} if isinstance(choices, dict) else [("", blank), *choices]
        super().__init__(
            label, [ChoiceNeeded()] if is_needed else [], choices=_as_choices(choices), validate_choice=False, **kwargs
        )

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002
        """Refuse what was not offered."""
        if self.data and self.data not in self.offered():
            raise StopValidation(str(_("Please choose one of the list.")))


class OneCard(_Choosing, RadioField):
    """One of a few, as cards."""

    def __init__(self, label: Any, choices: Any = (), *, is_needed: bool = True, **kwargs: Any) -> None:
        super().__init__(
            label, [ChoiceNeeded()] if is_needed else [], choices=_as_choices(choices), validate_choice=False, **kwargs
        )

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002
        """Refuse what was not offered."""
        if self.data and self.data not in self.offered():
            raise StopValidation(str(_("Please choose one of the list.")))


class Several(_Choosing, SelectMultipleField):
    """Any number of a few, as cards."""

    def __init__(self, label: Any, choices: Any = (), *, is_needed: bool = False, **kwargs: Any) -> None:
        super().__init__(label, [], choices=_as_choices(choices), validate_choice=False, **kwargs)
        if is_needed:
            self.flags.required = True

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002
        """Refuse what was not offered."""
        if set(self.data or ()) - self.offered():
            raise StopValidation(str(_("Please choose from the list.")))


class Tick(BooleanField):
    """One yes or no."""
