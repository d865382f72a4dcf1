"""The certification standards that come with the product, as their files say them."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from reference.tables import DATA

TRIAL_2022 = "certification_2022_trial.yaml"
TRIAL_2022_IN_ENGLISH = "certification_2022_trial_en.yaml"


def trial_standard() -> dict[str, Any]:
    """The trial standard of 2022-04-29, parsed: what `domain.brands.read_standard` reads."""
    parsed: dict[str, Any] = yaml.safe_load(trial_standard_text())
    return parsed


def trial_standard_text() -> str:
    """The file of the trial standard, as an official may read and change it."""
    return (DATA / TRIAL_2022).read_text(encoding="utf-8")


@cache
def english_texts() -> dict[str, str]:
    """By the Chinese text of a condition of the trial standard, what it says in English; other texts have none."""
    english: dict[str, str] = yaml.safe_load((DATA / TRIAL_2022_IN_ENGLISH).read_text(encoding="utf-8"))
    parsed = trial_standard()
    conditions = [*parsed["basic"], *(one for own in parsed["by_category"].values() for one in own)]
    return {condition["text"]: english[condition["id"]] for condition in conditions}
