"""How a brand stands beside a standard, as sentences in the language of the page: fresh, or kept with a decision."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from domain.brands import Indicator, Outcome
from domain.brands.figures import PREMIUM
from domain.brands.standards import FIGURES, Kind, Unit
from reference.certification import english_texts
from webapp.labels import label
from webapp.presentation import is_chinese

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Flask

    from domain.brands import Check, Standard

NAMES: dict[str, Any] = {
    "workforce": label(Indicator.WORKFORCE),
    PREMIUM: lazy_gettext("Wages above the mean of the industry"),
    "skilled_worker_share": lazy_gettext("Share of skilled workers"),
    "migrant_worker_share": lazy_gettext("Share of migrant workers"),
    "hardship_group_share": lazy_gettext("Share of hardship groups"),
    "third_party_satisfaction": label(Indicator.THIRD_PARTY_SATISFACTION),
    "annual_labour_income_fen": label(Indicator.ANNUAL_LABOUR_INCOME_FEN),
    "parks_or_startup_bases": label(Indicator.PARKS_OR_STARTUP_BASES),
    "fixed_assets_fen": lazy_gettext("Fixed assets"),
    "annual_sales_fen": lazy_gettext("Sales in the year"),
    "debt_to_asset_ratio": lazy_gettext("Debts as a share of all assets"),
}
"""What the figures are called that a standard may ask for."""

ASKED: dict[str, Any] = {
    ">=": lazy_gettext("asked: at least %(threshold)s"),
    ">": lazy_gettext("asked: more than %(threshold)s"),
    "<=": lazy_gettext("asked: at most %(threshold)s"),
    "<": lazy_gettext("asked: less than %(threshold)s"),
}
MORE: dict[str, Any] = {
    Indicator.SKILLED_WORKERS: lazy_gettext("%(count)s more skilled workers would be enough"),
    Indicator.MIGRANT_WORKERS: lazy_gettext("%(count)s more migrant workers would be enough"),
    Indicator.HARDSHIP_WORKERS: lazy_gettext("%(count)s more workers from hardship groups would be enough"),
    Indicator.MEAN_MONTHLY_WAGE_FEN: lazy_gettext("%(count)s more on the mean monthly wage would be enough"),
}
"""What would fill a gap while the base stays as it is."""
PARTS: dict[str, Any] = {
    "national": lazy_gettext("by the state"),
    "provincial": lazy_gettext("by the province"),
    "municipal": lazy_gettext("by the city"),
}
"""Of which one is enough; a part that has no name here is shown as the standard writes it."""

MOST_DIGITS = 12
TEN_THOUSAND, HUNDRED_MILLION = 10_000, 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCondition:
    """A condition of a standard as a page shows it."""

    id: str
    text: str
    """In Chinese, or in English where there is a translation."""
    is_translated: bool
    outcome: Outcome
    kind: Kind | None
    """None where the standard by which it was decided is not known any more."""
    is_aim: bool
    lines: tuple[str, ...]
    """The figures with their arithmetic, and what officials have said."""
    missing: tuple[str, ...]
    parts: tuple[str, ...]


def init_app(app: Flask) -> None:
    """Let templates say findings."""
    app.jinja_env.filters.update(
        said_findings=said_findings, said_check=said_check, part_name=part_name, condition_text=condition_text
    )


def part_name(part: str) -> Any:
    """One of several parts of a condition."""
    return PARTS.get(part, part)


def said_indicator(word: str, kept: str | int) -> tuple[str, str]:
    """A figure that was kept with a decision, and its name."""
    if word not in FIGURES:
        return str(_("Year of the figures")), str(kept)
    return str(NAMES[word]), _amount({"indicator": word, "threshold": str(kept)}, Fraction(kept))


def said_check(check: Check) -> str:
    """What a standard asks of a figure."""
    kept = {"indicator": check.indicator, "threshold": str(check.threshold)}
    return f"{NAMES[check.indicator]} · {str(ASKED[check.operator]) % {'threshold': _amount(kept, check.threshold)}}"


def condition_text(chinese: str) -> str:
    """What a condition says: on an English page in English, where somebody has translated it."""
    return chinese if is_chinese() else english_texts().get(chinese, chinese)


def said_findings(findings: Sequence[Mapping[str, Any]], standard: Standard | None) -> list[ShownCondition]:
    """Findings in the language of the page, in the order of the standard by which they were made."""
    return [_shown(finding, standard) for finding in findings]


def _shown(finding: Mapping[str, Any], standard: Standard | None) -> ShownCondition:
    condition = standard.find_condition(finding["id"]) if standard else None
    chinese = condition.text if condition else finding["reason"]
    text = condition_text(chinese)
    lines, missing = [], []
    if finding.get("enterprise"):
        lines.append(_("%(enterprise)s comes nearest.", enterprise=finding["enterprise"]))
    for check in finding["checks"]:
        lines.append(_arithmetic(check))
        missing.extend(_missing(check))
    if condition is not None and condition.kind is not Kind.NUMERIC:
        said, gap = _attested(finding["attested"])
        lines.append(said)
        missing.extend(gap)
    return ShownCondition(
        id=finding["id"],
        text=text,
        is_translated=text != chinese,
        outcome=Outcome(finding["outcome"]),
        kind=condition.kind if condition else None,
        is_aim=condition is not None and condition.is_aim,
        lines=tuple(lines),
        missing=tuple(missing),
        parts=condition.parts if condition else (),
    )


def _attested(is_attested: bool | None) -> tuple[str, list[str]]:
    if is_attested is None:
        return _("No official has looked at it yet."), [_("Evidence, and the word of an official")]
    if is_attested:
        return _("An official has found it fulfilled."), []
    return _("An official has not found it fulfilled."), [_("Better evidence, or what it is to show")]


def _arithmetic(check: Mapping[str, Any]) -> str:
    name = NAMES[check["indicator"]]
    asked = str(ASKED[check["operator"]]) % {"threshold": _amount(check, Fraction(check["threshold"]))}
    if check["value"] is None:
        return str(_("%(name)s: not reported (%(asked)s)", name=name, asked=asked))
    value = _amount(check, Fraction(check["value"]))
    figures = [(Indicator(word), Fraction(figure)) for word, figure in check["figures"].items() if figure is not None]
    if len(figures) == 2:  # noqa: PLR2004  a figure and its base
        (part, count), (base, whole) = figures
        less = " − 1" if check["indicator"] == PREMIUM else ""
        value = (
            f"{label(part)} {_plain(part, count)} ÷ {label(base)} {_plain(base, whole)}{less}"
            f" = {_percent(Fraction(check['value']), Fraction(check['threshold']))}"
        )
    return str(_("%(name)s: %(value)s (%(asked)s)", name=name, value=value, asked=asked))


def _missing(check: Mapping[str, Any]) -> list[str]:
    if check["outcome"] == Outcome.MET:
        return []
    if check["value"] is None:
        unknown = [str(label(Indicator(word))) for word, figure in check["figures"].items() if figure is None]
        return [_("Not reported: %(figures)s", figures=str(_(", ")).join(unknown or [str(NAMES[check["indicator"]])]))]
    gap = abs(Fraction(check["threshold"]) - Fraction(check["value"]))
    found = [_("%(name)s: %(gap)s off", name=NAMES[check["indicator"]], gap=_gap(check, gap))] if gap else []
    found += [
        str(MORE[Indicator(word)]) % {"count": _plain(Indicator(word), count)} for word, count in check["more"].items()
    ]
    return found or [_("%(name)s: the threshold itself is not enough", name=NAMES[check["indicator"]])]


def _amount(check: Mapping[str, Any], value: Fraction) -> str:
    """A figure as its unit says it; a share with as many digits as it needs to stand on the right side."""
    unit = FIGURES[check["indicator"]].unit
    if unit is Unit.RATIO:
        return _percent(value, Fraction(check["threshold"]))
    return _counted(unit, value)


def _gap(check: Mapping[str, Any], gap: Fraction) -> str:
    unit = FIGURES[check["indicator"]].unit
    if unit is Unit.RATIO:
        return str(_("%(points)s percentage points", points=_percent(gap, Fraction(0)).removesuffix(" %")))
    return _counted(unit, gap)


def _counted(unit: Unit, value: Fraction) -> str:
    match unit:
        case Unit.PEOPLE:
            return str(ngettext("%(count)s person", "%(count)s people", int(value), count=_decimal(value)))
        case Unit.SITES:
            return str(ngettext("%(count)s site", "%(count)s sites", int(value), count=_decimal(value)))
        case _:
            return money(value)


def _plain(indicator: Indicator, value: Fraction | int) -> str:
    return money(Fraction(value)) if indicator.value.endswith("_fen") else _decimal(Fraction(value))


def money(fen: Fraction) -> str:
    """Money in fen as people of the city say it: 5,500 yuan, 4000 万元, 25 亿元; exactly."""
    yuan = fen / 100
    if is_chinese():
        for size, name in ((HUNDRED_MILLION, "亿元"), (TEN_THOUSAND, "万元")):
            if abs(yuan) >= size:
                return f"{_decimal(yuan / size)} {name}"
    return str(_("%(amount)s yuan", amount=_decimal(yuan)))


def _percent(value: Fraction, threshold: Fraction) -> str:
    """In per cent, with two digits, or with as many more as it takes not to be rounded to the threshold or over it."""
    side = (value > threshold) - (value < threshold)
    for digits in range(2, MOST_DIGITS):
        rounded = Fraction(_rounded(value * 100, digits))
        if (rounded > threshold * 100) - (rounded < threshold * 100) == side:
            break
    return f"{_trimmed(_rounded(value * 100, digits))} %"


def _decimal(value: Fraction) -> str:
    return _trimmed(_rounded(value, 6))


def _rounded(value: Fraction, digits: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _trimmed(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
