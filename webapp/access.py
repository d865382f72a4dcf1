"""Who may: the current account, and one table that says for every route who may use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import abort, redirect, request, url_for
from flask_login import current_user

from domain.accounts import OFFICIALS, Role

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

    from webapp.models import Account

VISITOR: Final = "visitor"
"""Somebody who has not signed in."""
SEAL: Final = "seal"
"""The key of the session beneath which it carries the proof of the password that it began with."""

Who = frozenset[str]

EVERYBODY: Who = frozenset({VISITOR, *Role})
SIGNED_IN: Who = frozenset(Role)
WORKER: Who = frozenset({Role.WORKER})
ENTERPRISE: Who = frozenset({Role.ENTERPRISE})
AGENCY: Who = frozenset({Role.AGENCY})
OFFICIAL: Who = frozenset(OFFICIALS)
CITY: Who = frozenset({Role.CITY_OFFICIAL})
ADMINISTRATOR: Who = frozenset({Role.ADMINISTRATOR})
BRAND: Who = ENTERPRISE | OFFICIAL
"""Those who act for a brand: its enterprises, and the officials of its place."""
KEEPER: Who = frozenset({Role.CITY_OFFICIAL, Role.ADMINISTRATOR})
"""Those who keep the machine: they see what the clock did and ask it to do it again."""

ROUTES: dict[str, Who] = {
    "static": EVERYBODY,
    "home.index": EVERYBODY,
    "home.set_locale": EVERYBODY,
    "vacancies.index": EVERYBODY,
    "vacancies.show": EVERYBODY,
    "vacancies.suggestions": EVERYBODY,
    "api.show": EVERYBODY,
    "api.description": EVERYBODY,
    "api.vacancies": EVERYBODY,
    "api.vacancy": EVERYBODY,
    "api.suggest": EVERYBODY,
    "api.occupations": EVERYBODY,
    "zones.index": EVERYBODY,
    "zones.show": EVERYBODY,
    "zones.offers": EVERYBODY,
    "brands.index": EVERYBODY,
    "brands.show": EVERYBODY,
    "brands.compare": EVERYBODY,
    "brands.map": EVERYBODY,
    "brands.figures": EVERYBODY,
    "brands.join": ENTERPRISE,
    "surveys.index": EVERYBODY,
    "surveys.report": EVERYBODY,
    "surveys.show": EVERYBODY,
    "surveys.rounds": OFFICIAL,
    "surveys.new": OFFICIAL,
    "surveys.round": OFFICIAL,
    "surveys.reschedule": OFFICIAL,
    "surveys.merge": OFFICIAL,
    "surveys.decide": OFFICIAL,
    "directories.index": EVERYBODY,
    "directories.show": EVERYBODY,
    "directories.excel": EVERYBODY,
    "directories.pdf": EVERYBODY,
    "directories.draft": OFFICIAL,
    "directories.publish": CITY,
    "brands.library": OFFICIAL,
    "brands.new": OFFICIAL,
    "brands.name_check": OFFICIAL,
    "brands.dossier": OFFICIAL,
    "brands.edit": OFFICIAL,
    "brands.move": OFFICIAL,
    "brands.add_site": OFFICIAL,
    "brands.drop_site": OFFICIAL,
    "brands.add_person": OFFICIAL,
    "brands.drop_person": OFFICIAL,
    "brands.add_member": OFFICIAL,
    "brands.approve_member": OFFICIAL,
    "brands.mark_leading": OFFICIAL,
    "brands.unmark_leading": OFFICIAL,
    "brands.drop_member": OFFICIAL,
    "brands.import_table": OFFICIAL,
    "brands.import_template": OFFICIAL,
    "brands.import_refused": OFFICIAL,
    "brands.ledger": OFFICIAL,
    "brands.report": OFFICIAL,
    "brands.correct": OFFICIAL,
    "brands.report_enterprise": OFFICIAL,
    "fairs.index": EVERYBODY,
    "fairs.show": EVERYBODY,
    "fairs.calendar": EVERYBODY,
    "campaigns.index": EVERYBODY,
    "campaigns.desk": OFFICIAL,
    "campaigns.announce": CITY,
    "campaigns.take_back": CITY,
    "fair_timetables.show": OFFICIAL,
    "fair_timetables.make": OFFICIAL,
    "fair_timetables.announce": OFFICIAL,
    "fair_timetables.replan": OFFICIAL,
    "halls.index": OFFICIAL,
    "halls.create": OFFICIAL,
    "halls.show": OFFICIAL,
    "halls.change": OFFICIAL,
    "fair_floors.show": OFFICIAL,
    "fair_floors.choose_hall": OFFICIAL,
    "fair_floors.compute": OFFICIAL,
    "fair_floors.move": OFFICIAL,
    "fair_floors.lock": OFFICIAL,
    "fair_registrations.index": ENTERPRISE,
    "fair_registrations.show": ENTERPRISE,
    "fair_registrations.register": ENTERPRISE,
    "fair_registrations.confirm": ENTERPRISE,
    "fair_registrations.withdraw": ENTERPRISE,
    "fair_registrations.certificate": ENTERPRISE,
    "fair_registrations.desk": OFFICIAL,
    "fair_registrations.open_window": OFFICIAL,
    "fair_registrations.approve": OFFICIAL,
    "fair_registrations.refuse": OFFICIAL,
    "fair_registrations.attendance": OFFICIAL,
    "fair_tickets.book": WORKER,
    "fair_tickets.index": WORKER,
    "fair_tickets.show": WORKER,
    "fair_tickets.give_back": WORKER,
    "fair_tickets.door": OFFICIAL,
    "fair_tickets.find": OFFICIAL,
    "fair_tickets.check": OFFICIAL,
    "fair_tickets.let_in": OFFICIAL,
    "occupations.wishes": SIGNED_IN,
    "occupations.of_a_title": SIGNED_IN,
    "workers.index": WORKER,
    "workers.gap": WORKER,
    "workers.edit": WORKER,
    "workers.wishes": WORKER,
    "workers.conditions": WORKER,
    "workers.abilities": WORKER,
    "workers.consents": WORKER,
    "workers.add_certificate": WORKER,
    "workers.remove_certificate": WORKER,
    "workers.set_looking": WORKER,
    "workers.unblock": WORKER,
    "applications.create": WORKER,
    "applications.index": WORKER,
    "applications.show": WORKER,
    "applications.accept": WORKER,
    "applications.decline": WORKER,
    "applications.withdraw": WORKER,
    "applications.received": ENTERPRISE,
    "applications.review": ENTERPRISE,
    "applications.move": ENTERPRISE,
    "invitations.index": WORKER,
    "invitations.accept": WORKER,
    "invitations.decline": WORKER,
    "invitations.create": ENTERPRISE,
    "enterprises.index": ENTERPRISE,
    "enterprises.edit": ENTERPRISE,
    "enterprises.vacancies": ENTERPRISE,
    "enterprises.new_vacancy": ENTERPRISE,
    "enterprises.vacancy": ENTERPRISE,
    "enterprises.edit_vacancy": ENTERPRISE,
    "enterprises.take_proposals": ENTERPRISE,
    "enterprises.pause_vacancy": ENTERPRISE,
    "enterprises.reopen_vacancy": ENTERPRISE,
    "enterprises.close_vacancy": ENTERPRISE,
    "enterprises.check_vacancy_wage": ENTERPRISE,
    "enterprises.candidates": ENTERPRISE,
    "enterprises.import_vacancies": ENTERPRISE,
    "enterprises.import_template": ENTERPRISE,
    "enterprises.import_refused": ENTERPRISE,
    "verifications.index": OFFICIAL,
    "verifications.agencies": OFFICIAL,
    "verifications.enterprise": OFFICIAL,
    "verifications.verify_enterprise": OFFICIAL,
    "verifications.send_back_enterprise": OFFICIAL,
    "verifications.agency": OFFICIAL,
    "verifications.verify_agency": OFFICIAL,
    "verifications.send_back_agency": OFFICIAL,
    "advertisements.index": OFFICIAL,
    "advertisements.show": OFFICIAL,
    "advertisements.approve": OFFICIAL,
    "advertisements.send_back": OFFICIAL,
    "agencies.edit": AGENCY,
    "accounts.sign_in": EVERYBODY,
    "accounts.let_in": EVERYBODY,
    "accounts.sign_out": EVERYBODY,
    "accounts.sign_up": EVERYBODY,
    "accounts.sign_up_worker": EVERYBODY,
    "accounts.sign_up_enterprise": EVERYBODY,
    "accounts.sign_up_agency": EVERYBODY,
    "accounts.terms": EVERYBODY,
    "accounts.show": SIGNED_IN,
    "accounts.change_password": SIGNED_IN,
    "messages.index": SIGNED_IN,
    "messages.open_one": SIGNED_IN,
    "messages.read_all": SIGNED_IN,
    "accounts.index": ADMINISTRATOR,
    "accounts.appoint": ADMINISTRATOR,
    "accounts.lock": ADMINISTRATOR,
    "accounts.unlock": ADMINISTRATOR,
    "accounts.reset_password": ADMINISTRATOR,
    "agencies.index": AGENCY,
    "labour_export.orders": AGENCY,
    "labour_export.order": AGENCY,
    "labour_export.take_seats": AGENCY,
    "labour_export.batch": AGENCY,
    "labour_export.edit_batch": AGENCY,
    "labour_export.change_batch": AGENCY,
    "labour_export.cancel_batch": AGENCY,
    "labour_export.take_steps": AGENCY,
    "labour_export.match": AGENCY,
    "labour_export.roster": AGENCY,
    "labour_export.place": AGENCY,
    "labour_export.ask_code": AGENCY,
    "labour_export.consent": AGENCY,
    "labour_export.move_place": AGENCY,
    "labour_export.correct_contract": AGENCY,
    "labour_export.checks": AGENCY,
    "labour_export.desk": AGENCY,
    "labour_export.desk_steps": AGENCY,
    "labour_export.write_note": AGENCY,
    "labour_export.vehicles": AGENCY,
    "labour_export.add_vehicle": AGENCY,
    "labour_export.vehicle": AGENCY,
    "labour_export.remove_vehicle": AGENCY,
    "labour_export.seat_everybody": AGENCY,
    "labour_export.give_seat": AGENCY,
    "labour_export.boarding": AGENCY,
    "labour_export.tell_departure": AGENCY,
    "labour_export.check_in": AGENCY,
    "labour_export.away": EVERYBODY,
    "labour_export.away_code": EVERYBODY,
    "labour_export.away_answer": EVERYBODY,
    "labour_export.away_object": EVERYBODY,
    "labour_export.mine": WORKER,
    "labour_export.object_to": WORKER,
    "labour_export.companions": WORKER,
    "labour_export.ask_companion": WORKER,
    "labour_export.agree_companion": WORKER,
    "labour_export.part_companion": WORKER,
    "labour_export.agree": WORKER,
    "labour_export.decline": WORKER,
    "officials.index": OFFICIAL,
    "fair_proposals.index": OFFICIAL,
    "fair_proposals.show": OFFICIAL,
    "fair_proposals.edit": OFFICIAL,
    "fair_proposals.change": OFFICIAL,
    "fair_proposals.drop_booth": OFFICIAL,
    "fair_proposals.drop_vacancy": OFFICIAL,
    "fair_proposals.add_vacancy": OFFICIAL,
    "fair_proposals.match": OFFICIAL,
    "fair_proposals.publish": OFFICIAL,
    "fair_proposals.cancel": OFFICIAL,
    "certifications.find": EVERYBODY,
    "certifications.verify": EVERYBODY,
    "certifications.mine": ENTERPRISE,
    "certifications.brand": BRAND,
    "certifications.apply": BRAND,
    "certifications.show": BRAND,
    "certifications.take_step": BRAND,
    "certifications.add_file": BRAND,
    "certifications.file": BRAND,
    "certifications.remove_file": BRAND,
    "certifications.attest": OFFICIAL,
    "certifications.index": OFFICIAL,
    "certifications.certificates": OFFICIAL,
    "certifications.certificate": BRAND,
    "certifications.paper": BRAND,
    "brand_reviews.index": OFFICIAL,
    "brand_reviews.quarter": OFFICIAL,
    "brand_reviews.show": BRAND,
    "brand_reviews.extend": CITY,
    "brand_reviews.decide": CITY,
    "brand_reviews.new": CITY,
    "brand_reviews.begin": CITY,
    "inspections.published": EVERYBODY,
    "inspections.lot": EVERYBODY,
    "inspections.index": OFFICIAL,
    "inspections.new": OFFICIAL,
    "inspections.announce": OFFICIAL,
    "inspections.show": OFFICIAL,
    "inspections.draw": OFFICIAL,
    "inspections.report": OFFICIAL,
    "standards.index": OFFICIAL,
    "standards.show": OFFICIAL,
    "standards.file": OFFICIAL,
    "standards.trial_file": OFFICIAL,
    "standards.draft": CITY,
    "standards.adopt": CITY,
    "standards.drop": CITY,
    "congestion.show": CITY,
    "query_log.show": OFFICIAL,
    "synonyms.index": OFFICIAL,
    "synonyms.create": CITY,
    "synonyms.decide": CITY,
    "synonyms.withdraw": CITY,
    "synonyms.accept": CITY,
    "export_orders.index": CITY,
    "export_orders.new": CITY,
    "export_orders.create": CITY,
    "export_orders.show": CITY,
    "export_orders.add_place": CITY,
    "export_orders.close": CITY,
    "export_orders.new_agreement": CITY,
    "export_orders.create_agreement": CITY,
    "runs.index": KEEPER,
    "runs.show": KEEPER,
    "runs.ask": KEEPER,
    "audit.index": KEEPER,
    "platform.healthz": EVERYBODY,
    "platform.readyz": EVERYBODY,
    "platform.metrics": EVERYBODY,
}
"""Endpoint -> who may. A route that is not here is refused, and a test walks every route with every role."""


def init_app(app: Flask) -> None:
    """Refuse, before anything else happens, whoever may not."""
    app.before_request(refuse_others)


def refuse_others() -> ResponseReturnValue | None:
    """404 where there is no such route; sign-in for a visitor who would need it; 403 for the rest."""
    if request.endpoint is None:
        return None
    may = ROUTES.get(request.endpoint, frozenset())
    who = current_user.role if current_user.is_authenticated else VISITOR
    if who in may:
        return None
    if who == VISITOR and may:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("accounts.sign_in", next=wanted))
    return abort(403)


def current_account() -> Account:
    """The account that is signed in. Only for routes that a visitor may not use."""
    account: Account = current_user._get_current_object()  # noqa: SLF001  Flask-Login has no public way to it
    return account


def worker_account_id() -> int | None:
    """The account of the worker who is signed in; None for a visitor and for everybody else."""
    is_worker = current_user.is_authenticated and current_user.role is Role.WORKER
    return int(current_user.id) if is_worker else None
