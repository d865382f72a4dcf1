"""What decisions, rows and figures of the audit trail are called on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from domain.accounts import Role
from domain.brand_reviews import CaseState, ClockReason
from domain.brands import BrandState, BrandTier, Indicator
from domain.certifications import CertificateState, CertificationState, CertificationStep
from domain.duplicates import PairGround
from domain.inspections import Finding
from domain.labour_export import RosterState
from domain.objections import ObjectionKind, ObjectionOutcome
from domain.roster_steps import ConsentWay, StepReason
from domain.skill_certificates import CertificateStanding
from domain.surveys import SurveyOutcome
from domain.synonyms import SynonymGround
from domain.worker_imports import ProofOfConsent
from domain.workers import ConsentPurpose
from webapp.blueprints.runs.counts import counted
from webapp.findings import said_indicator
from webapp.labels import label
from webapp.presentation import place, yuan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

COUNTED = frozenset({"fair.propose", "roster.match"})
"""What the clock decides; its figures are the counts of the run."""

ACTIONS: dict[str, Any] = {
    "account.sign_up": _("Signed up"),
    "account.appoint": _("Appointed an account"),
    "account.change_password": _("Changed the own password"),
    "account.confirm_mail": _("Confirmed the own mail address"),
    "account.remove_mail": _("Took the own mail address away"),
    "account.reset_password": _("Gave a new password"),
    "account.lock": _("Locked an account"),
    "account.unlock": _("Unlocked an account"),
    "enterprise.verify": _("Verified an enterprise"),
    "enterprise.send_back": _("Sent an enterprise back"),
    "agency.verify": _("Verified an agency"),
    "agency.send_back": _("Sent an agency back"),
    "vacancy.open": _("Opened a vacancy"),
    "vacancy.approve": _("Approved an advertisement"),
    "vacancy.send_back": _("Sent an advertisement back"),
    "application.declined_by_enterprise": _("Declined an application"),
    "application.no_show": _("Noted that an applicant did not come"),
    "certificate.verify": _("Verified a certificate"),
    "certificate.refuse": _("Refused a certificate"),
    "worker.enter": _("Entered a person"),
    "worker.claim": _("Took a profile over"),
    "duplicate.merge": _("Put two profiles together"),
    "duplicate.two_people": _("Found that two profiles are two people"),
    "duplicate.undo": _("Took two profiles apart again"),
    "picture.take_down": _("Took a picture of work down"),
    "identity.view": _("Looked at an identity number"),
    "identity.confirm": _("Confirmed an identity"),
    "campaign.announce": _("Entered the days of a campaign"),
    "campaign.take_back": _("Took the days of a campaign back"),
    "fair.check_in": _("Let somebody into a fair"),
    "certification.submit": _("Handed an application in"),
    "certification.forward": _("Forwarded an application to the city"),
    "certification.send_back": _("Sent an application back"),
    "certification.certify": _("Certified a brand"),
    "certification.refuse": _("Refused an application"),
    "certification.withdraw": _("Withdrew an application"),
    "certification.attest": _("Said what is fulfilled"),
    "certification.conflict": _("Tried to decide about what they have a hand in"),
    "evidence.refuse": _("Brought a file that was refused"),
    "certificate.issue": _("Issued a certificate"),
    "certificate.suspended": _("Suspended a certificate"),
    "certificate.valid": _("Gave a certificate its worth back"),
    "certificate.revoked": _("Revoked a certificate"),
    "case.open": _("Opened a case"),
    "case.remind": _("Reminded a brand of its deadline"),
    "case.extend": _("Gave a brand more time"),
    "case.suspended": _("Suspended a certificate by a case"),
    "case.rectified": _("Ended a case as mended"),
    "case.exited": _("Let a brand leave the library"),
    "inspection.announce": _("Announced an inspection"),
    "inspection.draw": _("Drew the lot of an inspection"),
    "inspection.report": _("Reported a visit"),
    "standard.draft": _("Handed a standard in"),
    "standard.adopt": _("Adopted a standard"),
    "standard.drop": _("Dropped the draft of a standard"),
    "brand.create": _("Entered a brand in the library"),
    "brand.change": _("Changed a brand"),
    "brand.move": _("Moved a brand to another state"),
    "brand.report": _("Reported a year of a brand"),
    "brand.correct": _("Corrected a figure of a brand"),
    "brand.add_site": _("Added a place to a brand"),
    "brand.drop_site": _("Took a place off a brand"),
    "brand.add_person": _("Named a person of a brand"),
    "brand.drop_person": _("Took the name of a person off a brand"),
    "brand.add_member": _("Added an enterprise to a brand"),
    "brand.ask_to_join": _("Asked to belong to a brand"),
    "brand.mark_leading": _("Marked a leading enterprise"),
    "brand.unmark_leading": _("Marked an enterprise as leading no longer"),
    "brand.drop_member": _("Took an enterprise out of a brand"),
    "enterprise.report": _("Reported a year of an enterprise"),
    "zone.open": _("Opened a zone"),
    "zone.change": _("Changed the head of a zone"),
    "zone.show": _("Showed a zone to the public"),
    "zone.hide": _("Hid a zone from the public"),
    "zone.page_proposed": _("Handed in the page of a zone"),
    "zone.page_published": _("Published the page of a zone"),
    "zone.page_sent_back": _("Sent the page of a zone back"),
    "zone.page_dropped": _("Dropped a draft of a zone"),
    "zone.rank": _("Set the ranking rules of a zone"),
    "zone.go_back": _("Went back to an earlier page of a zone"),
    "exhibition.announce": _("Announced an exhibition"),
    "exhibition.change": _("Changed an exhibition"),
    "contest.draft": _("Drafted a contest"),
    "contest.change": _("Changed the draft of a contest"),
    "contest.call": _("Called a contest"),
    "contest.judge": _("Let the jury of a contest begin"),
    "contest.publish": _("Published the results of a contest"),
    "contest.win": _("Named a winner of a contest"),
    "contest.withdraw": _("Withdrew a contest"),
    "contest_entry.submit": _("Entered a contest"),
    "contest_entry.change": _("Changed an entry of a contest"),
    "contest_entry.withdraw": _("Withdrew an entry of a contest"),
    "contest_juror.appoint": _("Put an official on a jury"),
    "contest_juror.dismiss": _("Took an official off a jury"),
    "contest_conflict.declare": _("Declared a conflict with an entry"),
    "contest_score.give": _("Gave an entry points"),
    "story.hand_in": _("Handed the story of a person in"),
    "story.publish": _("Published the story of a person"),
    "story.send_back": _("Sent the story of a person back"),
    "story.withdraw": _("Took the story of a person away"),
    "survey.open": _("Opened a survey"),
    "survey.reschedule": _("Moved the last day of a survey"),
    "survey.merge": _("Merged a report of a survey"),
    "survey.decide": _("Decided about a report of a survey"),
    "directory.publish": _("Published an edition of the directory"),
    "demo_city.build": _("Made the demo city up"),
    "fair.change": _("Changed a fair"),
    "fair.drop_enterprise": _("Took an enterprise out of a fair"),
    "fair.drop_vacancy": _("Took a vacancy out of a fair"),
    "fair.add_vacancy": _("Added a vacancy to a fair"),
    "fair.open_registration": _("Opened the registration for a fair"),
    "fair_registration.requested": _("Asked for a booth again"),
    "fair_registration.approved": _("Gave an enterprise a booth, or took it"),
    "fair_registration.waiting": _("Put an enterprise on the waiting list of a fair"),
    "fair_registration.refused": _("Refused an enterprise at a fair"),
    "fair_registration.withdrawn": _("Withdrew from a fair"),
    "fair_registration.attended": _("Noted that an enterprise was at a fair"),
    "fair_registration.absent": _("Noted that an enterprise was not at a fair"),
    "fair.choose_hall": _("Chose the hall of a fair"),
    "fair.compute_floor": _("Computed the floor plan of a fair"),
    "fair.move_booth": _("Moved an enterprise on a floor plan"),
    "hall.create": _("Laid out a hall"),
    "hall.change": _("Changed a hall"),
    "fair.make_timetable": _("Made the interview timetable of a fair"),
    "fair.announce_timetable": _("Announced the interview timetable of a fair"),
    "fair.walk_in": _("Registered somebody at the door of a fair"),
    "fair.publish": _("Published a fair"),
    "fair.cancel": _("Cancelled a fair"),
    "fair.propose": _("Proposed fairs"),
    "fair.withdraw": _("Withdrew a proposal"),
    "export_order.open": _("Opened an export order"),
    "export_order.add_place": _("Added work to an export order"),
    "export_order.close": _("Closed an export order"),
    "agreement.create": _("Entered an agreement"),
    "batch.open": _("Took seats of an order"),
    "batch.change": _("Changed a batch"),
    "batch.cancel": _("Gave the seats of a batch back"),
    "roster.match": _("Matched rosters"),
    "roster.bring": _("Brought somebody to a batch"),
    "subsidy.submit": _("Claimed a subsidy"),
    "subsidy.draw": _("Drew who is called about a claim"),
    "subsidy.call": _("Called somebody about a claim"),
    "subsidy.checked": _("Checked a claim"),
    "subsidy.approved": _("Approved a claim"),
    "subsidy.paid": _("Paid a claim"),
    "subsidy.refused": _("Refused a claim"),
    "roster.notified": _("Asked a worker whether to go"),
    "roster.agreed": _("Agreed to a place"),
    "roster.contracted": _("Entered a signed contract"),
    "roster.departed": _("Noted that a worker has left"),
    "roster.arrived": _("Noted that a worker has arrived"),
    "roster.retained_1m": _("Noted that a worker is still there after one month"),
    "roster.retained_3m": _("Noted that a worker is still there after three months"),
    "roster.retained_6m": _("Noted that a worker is still there after six months"),
    "roster.ask_code": _("Had a one-time code sent"),
    "roster.object": _("Objected to the records of a place"),
    "roster.settle": _("Settled an objection"),
    "contract.correct": _("Corrected a contract"),
    "vehicle.add": _("Put a vehicle to a batch"),
    "vehicle.remove": _("Took a vehicle away"),
    "companion.ask": _("Asked somebody to go together"),
    "companion.agree": _("Agreed to go together"),
    "companion.part": _("Goes alone again"),
    "roster.declined": _("Declined a place"),
    "roster.removed": _("Took a worker off a roster"),
    "roster.no_show": _("Noted that a worker did not come"),
    "roster.left_early": _("Noted that a worker left early"),
    "synonym.accepted": _("Accepted a word for search"),
    "synonym.refused": _("Refused a word for search"),
    "synonym.withdrawn": _("Withdrew a word from search"),
    "roster.returned": _("Noted that a worker came home"),
}
"""An action that has no name here is shown as it is written."""

SUBJECTS: dict[str, Any] = {
    "account": _("Account"),
    "agency": _("Agency"),
    "application": _("Application"),
    "batch": _("Batch"),
    "brand": _("Brand"),
    "brand_certificate": _("Certificate"),
    "certification": _("Application of a brand"),
    "inspection": _("Inspection"),
    "inspection_visit": _("Visit of an inspection"),
    "rectification_case": _("Case of a brand"),
    "standard_version": _("Standard"),
    "demo_city": _("Demo city"),
    "directory_edition": _("Edition of the directory"),
    "brand_member": _("Member of a brand"),
    "certificate": _("Certificate of a worker"),
    "worker_pair": _("Two profiles"),
    "portfolio_picture": _("Picture of work"),
    "campaign_announcement": _("Days of a campaign"),
    "cooperation_agreement": _("Agreement"),
    "enterprise": _("Enterprise"),
    "export_contract": _("Contract"),
    "export_order": _("Export order"),
    "fair": _("Fair"),
    "hall": _("Hall"),
    "fair_registration": _("Registration for a fair"),
    "invitation": _("Invitation"),
    "job_run": _("Job run"),
    "roster_entry": _("Place on a roster"),
    "synonym": _("Word for search"),
    "exhibition": _("Exhibition"),
    "contest": _("Contest"),
    "contest_entry": _("Entry of a contest"),
    "contest_juror": _("Juror"),
    "contest_conflict": _("Conflict of a juror"),
    "contest_score": _("Score of a juror"),
    "story": _("Story of a person"),
    "survey_report": _("Report of a survey"),
    "survey_round": _("Survey"),
    "roster_objection": _("Objection"),
    "vacancy": _("Vacancy"),
    "companionship": _("Companions"),
    "vehicle": _("Vehicle"),
    "worker": _("Worker"),
    "zone": _("Brand zone"),
}

FIGURES: dict[str, Any] = {
    "attested": _("Found fulfilled"),
    "brand_id": _("Number of the brand"),
    "drawn": _("Brands drawn"),
    "entry": _("Number of the entry"),
    "place": _("Rank"),
    "due_on": _("Deadline"),
    "fingerprint": _("Fingerprint of the lot"),
    "lot": _("Secret number of the lot"),
    "population": _("Brands in the lot"),
    "sample_size": _("Brands to visit"),
    "denied": _("Found not fulfilled"),
    "missing": _("Missing conditions"),
    "passed": _("Meets the standard"),
    "refusal": _("Refused because"),
    "renews": _("Renews"),
    "step": _("Step"),
    "taken_back": _("Finding taken back"),
    "valid_from": _("Holds from"),
    "valid_until": _("Valid until"),
    "version": _("Version"),
    "address": _("Address"),
    "before": _("Before"),
    "booths": _("Booths"),
    "changed": _("Changed"),
    "interviews": _("Interviews"),
    "worth": _("Total fit"),
    "brands": _("Brands"),
    "closes_on": _("Last day"),
    "pinned": _("On top"),
    "points": _("Points"),
    "bound": _("Points that no plan exceeds"),
    "code": _("Number"),
    "day": _("Day"),
    "division": _("Place"),
    "enterprise_id": _("Number of the enterprise"),
    "fee_fen": _("Money taken from the worker"),
    "finding": _("What was found"),
    "first_on": _("First day"),
    "last_on": _("Last day"),
    "findings": _("Words that may not stand"),
    "ground": _("Ground"),
    "held_on": _("Day of the fair"),
    "indicator": _("Figure"),
    "invitations": _("Invitations"),
    "invited": _("People invited"),
    "kind": _("Objection"),
    "licence_number": _("Number of the licence"),
    "means": _("What it means"),
    "months": _("Months"),
    "name": _("Name"),
    "number": _("Number"),
    "opened": _("Vacancies opened"),
    "outcome": _("How it was settled"),
    "partner_division_code": _("Partner"),
    "people_a_year": _("People a year"),
    "plate": _("Plate"),
    "reason": _("Reason"),
    "role": _("Role"),
    "score": _("Score"),
    "searches": _("Searches"),
    "seats": _("Seats"),
    "seed": _("Seed"),
    "times": _("How often"),
    "signed_on": _("Signed on"),
    "text": _("In words"),
    "source": _("Source"),
    "state": _("State"),
    "tier": _("Tier"),
    "title": _("Title"),
    "today": _("Day"),
    "uscc": _("Unified social credit code"),
    "vacancies": _("Vacancies"),
    "value": _("Value"),
    "vacancy_id": _("Number of the vacancy"),
    "was": _("Before"),
    "word": _("Word"),
    "way": _("How"),
    "why": _("Reason"),
    "worker_id": _("Number of the worker"),
    "workers": _("Workers"),
    "proof": _("How they agreed"),
    "purposes": _("Agreed to"),
    "reference": _("Reference of the consent"),
    "kept": _("Kept"),
    "gone": _("Gone into it"),
    "grounds": _("Evidence"),
    "moved": _("Moved"),
    "stayed": _("Stayed"),
    "year": _("Year"),
}
"""What the figures of a decision are called; what a job counted has the names of its run."""
PLACES = frozenset({"division", "partner_division_code"})
INDICATORS = "indicators"
"""Beneath this the figures of a brand lie that a decision rests on, in the words of the standard."""
CODED: dict[str, tuple[type[StrEnum], ...]] = {
    "before": (BrandState, RosterState),
    "finding": (Finding,),
    "ground": (SynonymGround,),
    "grounds": (PairGround,),
    "indicator": (Indicator,),
    "kind": (ObjectionKind,),
    "outcome": (ObjectionOutcome, SurveyOutcome),
    "reason": (ClockReason,),
    "proof": (ProofOfConsent,),
    "purposes": (ConsentPurpose,),
    "role": (Role,),
    "state": (BrandState,),
    "step": (CertificationStep,),
    "tier": (BrandTier,),
    "was": (CertificationState, CertificateState, CaseState, CertificateStanding),
    "way": (ConsentWay,),
    "why": (StepReason,),
}
"""Words that have a name for people, by the figure that they stand in; one of another kind stays as it is."""
NUMBERS = frozenset({"kept", "gone", "brand_id", "entry", "enterprise_id", "vacancy_id", "worker_id", "seed", "year"})
"""Names of rows, not amounts: without thousands."""


def noted(figures: Mapping[str, Any], action: str) -> list[tuple[str, str]]:
    """The figures of a decision as pairs of a name and a text. What the clock decided is counted as its runs are."""
    if action in COUNTED:
        return counted(figures)
    said = [
        (str(FIGURES.get(key, key)), _text(key, value))
        for key, value in figures.items()
        if value not in (None, "", []) and not isinstance(value, dict)
    ]
    return said + [said_indicator(word, value) for word, value in figures.get(INDICATORS, {}).items() if value]


def _text(key: str, value: Any) -> str:
    if key in PLACES and isinstance(value, str):
        return str(place(value))
    if isinstance(value, bool):
        value = gettext("yes") if value else gettext("no")
    kind = next((kind for kind in CODED.get(key, ()) if isinstance(value, str) and value in set(kind)), None)
    if kind is not None:
        return str(label(kind(value)))
    if key.endswith("_fen") and isinstance(value, int):
        return str(yuan(value))
    if isinstance(value, list):
        parts = [item["words"] if isinstance(item, dict) and "words" in item else _text(key, item) for item in value]
        return str(gettext(", ")).join(parts)
    if isinstance(value, int) and key not in NUMBERS:
        return f"{value:,}"
    return str(value)


def action_name(action: str) -> Any:
    """What somebody did."""
    return ACTIONS.get(action, action)


def subject_name(subject_type: str) -> Any:
    """What it was done to."""
    return SUBJECTS.get(subject_type, subject_type)
