"""Ranking rules of zones: set by officials, and noted, because they decide whose vacancy is seen first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.zone_ranking import (
    RULE_VERSION,
    PinnedUnknown,
    RankingRule,
    check_ranking,
    kept_ranking,
)
from webapp.extensions import db
from webapp.reads.zone_ranking import shown_in
from webapp.services import audit

if TYPE_CHECKING:
    from datetime import date

    from domain.zone_ranking import Ranking
    from webapp.models import Zone


def check_rules(zone: Zone, ranking: Ranking, *, today: date) -> None:
    """Whether a zone can be ranked so. Raises a refusal of check_ranking, or PinnedUnknown."""
    check_ranking(ranking, zone.as_subject())
    shown = shown_in(zone, ranking.pinned, today=today)
    unknown = [number for number in ranking.pinned if number not in shown]
    if unknown:
        raise PinnedUnknown(number=unknown[0])


def set_rules(zone: Zone, ranking: Ranking, *, today: date, account_id: int) -> None:
    """Rank a zone by these rules from now on; they are asked with every search. Raises as check_rules does."""
    check_rules(zone, ranking, today=today)
    before = zone.ranking
    zone.ranking_rules = kept_ranking(ranking)
    db.session.flush()
    audit.record(
        "zone.rank",
        zone,
        account_id=account_id,
        rule_version=RULE_VERSION,
        changed=[
            f"{rule.value}: {before.strength(rule)} → {ranking.strength(rule)}"
            for rule in RankingRule
            if before.strength(rule) is not ranking.strength(rule)
        ],
        pinned=list(ranking.pinned),
        was=list(before.pinned),
    )


def forget_rules(zone: Zone, *, account_id: int) -> None:
    """Rank a zone by the standard rules again."""
    zone.ranking_rules = {}
    db.session.flush()
    audit.record("zone.rank", zone, account_id=account_id, rule_version=RULE_VERSION, changed=[], pinned=[])
