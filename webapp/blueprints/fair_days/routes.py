"""The booth of an enterprise on the day: who is expected, who came, what came of it. One code leads everybody right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from domain.accounts import OFFICIALS, Role
from domain.applications import ApplicationState
from domain.errors import RuleBroken
from domain.fair_days import OUTCOMES
from domain.fair_tickets import LONGEST_CODE, TicketUnknown, read_code
from webapp.access import current_account
from webapp.blueprints.applications.desk import REASONS, STEP_NAMES
from webapp.calendar import now, today
from webapp.labels import label
from webapp.parameters import LARGEST_ID, BadParameter, member, whole_number
from webapp.pictures import qr_code
from webapp.reads.applications import find_received_application
from webapp.reads.candidates import explain_pair
from webapp.reads.fair_days import count_visits, find_booth_on_day, find_ticket_anywhere, find_visitor, is_late
from webapp.reads.fair_registrations import find_fair_for
from webapp.reads.fair_timetables import find_interview_of_booth, interviews_of_booth, interviews_of_worker
from webapp.services import fair_visits
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Application, Booth, Fair, FairInterview, FairTicket

blueprint = Blueprint("fair_days", __name__)


@blueprint.get("/t/<code>")
def scan(code: str) -> ResponseReturnValue:
    """Where the code on a ticket leads: officials to the door, enterprises to their booth, its worker to the ticket."""
    ticket = find_ticket_anywhere(code.upper()[:LONGEST_CODE]) or abort(404)
    role = current_user.role if current_user.is_authenticated else None
    if role in OFFICIALS:
        return redirect(url_for("fair_tickets.check", fair_id=ticket.fair_id, code=ticket.code))
    if role is Role.ENTERPRISE:
        return redirect(url_for("fair_days.visitor", fair_id=ticket.fair_id, code=ticket.code))
    if role is Role.WORKER and ticket.worker.account_id == current_user.id:
        return redirect(url_for("fair_tickets.show", ticket_id=ticket.id))
    return render_template(
        "fair_days/ticket.html",
        ticket=ticket,
        interviews=interviews_of_worker(ticket.fair_id, ticket.worker_id),
        picture=qr_code(url_for("fair_days.scan", code=ticket.code, _external=True)),
    )


@blueprint.get("/enterprise/fairs/<int:fair_id>/day")
def desk(fair_id: int) -> ResponseReturnValue:
    """Who is expected at the booth, who sits there, who has been."""
    fair, booth = _booth(fair_id)
    return render_template(
        "fair_days/desk.html",
        fair=fair,
        booth=booth,
        interviews=interviews_of_booth(booth.id),
        visits=count_visits(booth.id),
        at=now(),
        is_late=is_late,
        is_today=fair.held_on == today(),
    )


@blueprint.post("/enterprise/fairs/<int:fair_id>/day")
def find(fair_id: int) -> ResponseReturnValue:
    """Look a typed or scanned code up."""
    _fair, _booth_here = _booth(fair_id)
    code = read_code(clean_line(request.form.get("code")))
    if find_visitor(code, fair_id=fair_id) is None:
        flash(explain(TicketUnknown()), "error")
        return redirect(url_for("fair_days.desk", fair_id=fair_id))
    return redirect(url_for("fair_days.visitor", fair_id=fair_id, code=code))


@blueprint.get("/enterprise/fairs/<int:fair_id>/day/<code>")
def visitor(fair_id: int, code: str) -> ResponseReturnValue:
    """Who stands at the booth, and for which of its vacancies."""
    fair, booth, ticket = _visitor(fair_id, code)
    fits = [(item.vacancy, explain_pair(ticket.worker, item.vacancy_id, today=today())) for item in booth.vacancies]
    return render_template(
        "fair_days/visitor.html",
        fair=fair,
        booth=booth,
        ticket=ticket,
        fits=sorted(fits, key=lambda pair: -pair[1].total),
        is_today=fair.held_on == today(),
    )


@blueprint.post("/enterprise/fairs/<int:fair_id>/day/<code>")
def visit(fair_id: int, code: str) -> ResponseReturnValue:
    """Note that somebody came to the booth; with a vacancy the interview begins."""
    fair, booth, ticket = _visitor(fair_id, code)
    vacancy_id = whole_number(request.form, "vacancy", least=1, most=LARGEST_ID)
    try:
        with transaction():
            if vacancy_id is None:
                fair_visits.visit(fair, booth, ticket, today=today(), account_id=current_account().id)
                address = url_for("fair_days.desk", fair_id=fair_id)
                flash(_("%(name)s was at your booth.", name=ticket.worker.name))
            else:
                interview = fair_visits.begin_now(
                    fair, booth, ticket, vacancy_id, today=today(), account_id=current_account().id
                )
                address = url_for("fair_days.interview", fair_id=fair_id, interview_id=interview.id)
    except RuleBroken as refusal:
        flash(explain(refusal), "error")
        address = url_for("fair_days.visitor", fair_id=fair_id, code=code)
    return redirect(address)


@blueprint.get("/enterprise/fairs/<int:fair_id>/interviews/<int:interview_id>")
def interview(fair_id: int, interview_id: int) -> ResponseReturnValue:
    """One interview: who, why they fit, and what to say when it is over."""
    fair, _booth_here, row = _interview(fair_id, interview_id)
    return _page(fair, row)


@blueprint.post("/enterprise/fairs/<int:fair_id>/interviews/<int:interview_id>/<act>")
def act(fair_id: int, interview_id: int, act: str) -> ResponseReturnValue:
    """Begin, end, prolong, or note that nobody came."""
    fair, booth, row = _interview(fair_id, interview_id)
    with refusals_flashed(), transaction():
        if act == "begin":
            fair_visits.begin(fair, booth, row, today=today(), account_id=current_account().id)
        elif act == "end":
            fair_visits.end(row)
        elif act == "miss":
            fair_visits.miss(row)
        elif act == "prolong":
            fair_visits.prolong(fair, row)
            flash(_("Ten minutes more. Whoever comes next is told if it has to be later."))
        else:
            abort(404)
    if act == "miss":
        return redirect(url_for("fair_days.desk", fair_id=fair_id))
    return redirect(url_for("fair_days.interview", fair_id=fair_id, interview_id=interview_id))


@blueprint.post("/enterprise/fairs/<int:fair_id>/interviews/<int:interview_id>/outcome")
def settle(fair_id: int, interview_id: int) -> ResponseReturnValue:
    """Make an offer, or turn somebody down and say why."""
    fair, _booth_here, row = _interview(fair_id, interview_id)
    target = member(request.form, "state", ApplicationState)
    application = _application(row)
    if target is None or application is None:
        raise BadParameter("state")
    reason = clean_line(request.form.get("reason")) or clean_line(request.form.get("usual_reason"))
    try:
        with transaction():
            fair_visits.settle(row, application, target, reason=reason, account_id=current_account().id)
    except RuleBroken as refusal:
        fair, _booth_here, row = _interview(fair_id, interview_id)
        return _page(fair, row, refused=explain(refusal), reason=reason), 422
    flash(_("Done: %(state)s. The worker sees it.", state=label(target)))
    return redirect(url_for("fair_days.desk", fair_id=fair_id))


def _page(fair: Fair, row: FairInterview, *, refused: str = "", reason: str = "") -> str:
    application = _application(row)
    return render_template(
        "fair_days/interview.html",
        fair=fair,
        interview=row,
        application=application,
        fit=explain_pair(application.worker, row.vacancy_id, today=today()) if application else None,
        outcomes=OUTCOMES if application is not None and application.state is ApplicationState.INTERVIEW else (),
        step_names=STEP_NAMES,
        usual_reasons=REASONS,
        refused=refused,
        reason=reason,
        is_today=fair.held_on == today(),
    )


def _application(row: FairInterview) -> Application | None:
    """The application with which an interview was begun, with the profile that the enterprise may see now."""
    if row.application_id is None:
        return None
    return find_received_application(row.application_id, enterprise_id=current_account().enterprise_id or abort(404))


def _booth(fair_id: int) -> tuple[Fair, Booth]:
    enterprise_id = current_account().enterprise_id or abort(404)
    fair = find_fair_for(fair_id, enterprise_id=enterprise_id) or abort(404)
    return fair, find_booth_on_day(fair_id, enterprise_id=enterprise_id) or abort(404)


def _visitor(fair_id: int, code: str) -> tuple[Fair, Booth, FairTicket]:
    fair, booth = _booth(fair_id)
    return fair, booth, find_visitor(code.upper()[:LONGEST_CODE], fair_id=fair_id) or abort(404)


def _interview(fair_id: int, interview_id: int) -> tuple[Fair, Booth, FairInterview]:
    fair, booth = _booth(fair_id)
    return fair, booth, find_interview_of_booth(interview_id, booth_id=booth.id) or abort(404)
