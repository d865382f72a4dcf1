"""Jurors read, give points, and say what they cannot judge; once published, officials see every score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from domain.contest_juries import ConflictGround, PointsOutOfRange, conflict_of
from domain.contest_scoring import total_of
from domain.contests import RUNNING, ContestState
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.contests.forms import PointsForm, StepForm, points_form
from webapp.blueprints.contests.routes import REFUSED, blueprint
from webapp.calendar import today
from webapp.reads.contests import declared_in, find_contest, judged_entry, judges_of, juror_of
from webapp.services import contest_juries
from webapp.transaction import transaction

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Contest, ContestEntry, ContestJuror


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Where a juror sits: what they may read, what they gave, and what they are kept from."""

    contest: Contest
    juror: ContestJuror
    entries: tuple[ContestEntry, ...]
    given: dict[int, list[int]]
    kept_from: dict[ConflictGround, int]


@blueprint.get("/office/contests/<int:contest_id>/jury")
def jury(contest_id: int) -> ResponseReturnValue:
    """What a juror has to judge."""
    bench = _bench(contest_id)
    return render_template("contests/jury.html", bench=bench, contest=bench.contest, is_early=_is_early(bench.contest))


@blueprint.route("/office/contests/<int:contest_id>/jury/<int:entry_id>", methods=["GET", "POST"])
def judge(contest_id: int, entry_id: int) -> ResponseReturnValue:
    """Read an entry and give it points."""
    bench = _bench(contest_id)
    entry = _entry(bench, entry_id)
    form = points_form(bench.contest.criteria_told, bench.given.get(entry_id, ()))
    if form.validate_on_submit():
        try:
            with transaction():
                contest_juries.score(bench.juror, entry, [field.data for field in form.points])
        except PointsOutOfRange as refusal:
            form.refuse(refusal, at=f"points{refusal.details['number']}")
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Your points are kept. You can change them until the results are published."))
            return redirect(url_for("contests.jury", contest_id=contest_id))
    page = _page(contest_id, entry_id, form, StepForm(formdata=None))
    return page, REFUSED if form.is_submitted() else 200


@blueprint.post("/office/contests/<int:contest_id>/jury/<int:entry_id>/conflict")
def declare(contest_id: int, entry_id: int) -> ResponseReturnValue:
    """Say that one cannot judge an entry."""
    bench = _bench(contest_id)
    entry, form = _entry(bench, entry_id), StepForm()
    try:
        with transaction():
            contest_juries.declare(bench.juror, entry, form.reason.data or "")
    except RuleBroken as refusal:
        form.refuse(refusal)
        given = bench.given.get(entry_id, ())
        points = points_form(bench.contest.criteria_told, given)
        return _page(contest_id, entry_id, points, form), REFUSED
    flash(_("Noted. This entry is judged by the others."))
    return redirect(url_for("contests.jury", contest_id=contest_id))


@blueprint.get("/office/contests/<int:contest_id>/scores/<int:entry_id>")
def scores(contest_id: int, entry_id: int) -> ResponseReturnValue:
    """Every score behind a published result."""
    contest = find_contest(contest_id) or abort(404)
    entry = next((row for row in contest.entries if row.id == entry_id), None)
    if entry is None or contest.state is not ContestState.PUBLISHED:
        abort(404)
    weights = [one.weight for one in contest.criteria_told]
    names = {row.id: row.account.name for row in contest.jurors}
    counting = set(contest.leniency)
    lines = [
        (names[score.juror_id], score.points, total_of(score.points, weights), contest.leniency[str(score.juror_id)])
        for score in entry.scores
        if str(score.juror_id) in counting
    ]
    return render_template("contests/scores.html", contest=contest, entry=entry, lines=lines)


def _page(contest_id: int, entry_id: int, form: PointsForm, conflict_form: StepForm) -> str:
    bench = _bench(contest_id)
    return render_template(
        "contests/judge.html",
        contest=bench.contest,
        entry=_entry(bench, entry_id),
        form=form,
        conflict_form=conflict_form,
        may_score=bench.contest.state is ContestState.JUDGING,
    )


def _bench(contest_id: int) -> Bench:
    """The bench of who looks; nobody else's."""
    contest = find_contest(contest_id) or abort(404)
    mine = next((row for row in contest.jurors if row.account_id == current_account().id), None)
    if mine is None or contest.state not in RUNNING:
        abort(404)
    judges, kept_from = judges_of(contest), dict.fromkeys(ConflictGround, 0)
    for entry in contest.entries:
        ground = conflict_of(juror_of(mine), judged_entry(entry), declared_in(contest))
        if ground is not None:
            kept_from[ground] += 1
    return Bench(
        contest=contest,
        juror=mine,
        entries=() if _is_early(contest) else tuple(row for row in contest.entries if mine.id in judges[row.id]),
        given={row.id: score.points for row in contest.entries for score in row.scores if score.juror_id == mine.id},
        kept_from={ground: count for ground, count in kept_from.items() if count},
    )


def _is_early(contest: Contest) -> bool:
    """Whether entries may still change; nobody judges what is not finished."""
    return today() <= contest.closes_on


def _entry(bench: Bench, entry_id: int) -> ContestEntry:
    return next((row for row in bench.entries if row.id == entry_id), None) or abort(404)
