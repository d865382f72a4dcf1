"""The certification standards that come with the product, as their files say them."""

from __future__ import annotations

from typing import Any

import yaml

from reference.tables import DATA

TRIAL_2022 = "certification_2022_trial.yaml"


def trial_standard() -> dict[str, Any]:
    """The trial standard of 2022-04-29, parsed: what `domain.brands.read_standard` reads."""
    parsed: dict[str, Any] = yaml.safe_load(trial_standard_text())
    return parsed


def trial_standard_text() -> str:
    """The file of the trial standard, as an official may read and change it."""
    return (DATA / TRIAL_2022).read_text(encoding="utf-8")
