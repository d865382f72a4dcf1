"""The page of an application, whoever looks at it: its conditions, what was brought and said, and what may be done."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from flask import abort, render_template, request

from domain.accounts import OFFICIALS
from domain.certifications import (
    DECISIONS,
    OPEN,
    UNDER_REVIEW,
    WITH_THE_BRAND,
    CertificationStep,
    condition_of,
    steps_open,
)
from webapp.access import current_account
from webapp.blueprints.certifications.forms import EvidenceForm
from webapp.calendar import today
from webapp.findings import said_findings
from webapp.reads.certifications import find_certification_for, involved, standing_of_certification

if TYPE_CHECKING:
    from domain.brands import Standard
    from webapp.models import Attestation, Certification, EvidenceFile


def certification_or_404(certification_id: int) -> Certification:
    """An application, if the account may look into it."""
    return find_certification_for(certification_id, account=current_account()) or abort(404)


def evidence_form(certification: Certification, standard: Standard, *, is_empty: bool = False) -> EvidenceForm:
    """The form with the conditions of the category to choose from; one that the address names is chosen."""
    named = request.args.getlist("for")
    form = EvidenceForm(formdata=None, conditions=named) if is_empty else EvidenceForm(conditions=named)
    form.offer(standard.conditions(certification.category))
    return form


def page(
    certification: Certification,
    *,
    form: EvidenceForm | None = None,
    refused: str = "",
    at: str = "",
    reason: str = "",
) -> str:
    """The page; `refused` is what stands against the step `at`, which somebody gave a reason for."""
    account = current_account()
    is_open = certification.state in OPEN
    standing = standing_of_certification(certification, today=today())
    standard: Standard | None = standing.standard
    findings = standing.findings
    if not is_open:
        standard = standing.standards.by_version.get(certification.standard_version)
        findings = certification.findings
    conflicts = {step for step in DECISIONS if account.id in involved(certification, step)}
    steps = steps_open(certification.state, by=account.role)
    is_reviewing = certification.state in UNDER_REVIEW and account.role in OFFICIALS
    return render_template(
        "certifications/show.html",
        certification=certification,
        standing=standing,
        standard=standard,
        conditions=said_findings(findings, standard),
        files=_files_by_condition(certification),
        said=_said_by_condition(certification, standard),
        form=form or evidence_form(certification, standing.standard, is_empty=True),
        is_open=is_open,
        may_bring=certification.state in WITH_THE_BRAND,
        may_attest=is_reviewing and CertificationStep.FORWARD not in conflicts,
        steps=[step for step in steps if step not in conflicts],
        is_conflict=is_reviewing and bool(conflicts & set(steps)),
        refused=refused,
        at=at,
        reason=reason,
    )


def _files_by_condition(certification: Certification) -> dict[str, list[EvidenceFile]]:
    found: dict[str, list[EvidenceFile]] = defaultdict(list)
    for file in certification.files:
        for condition in file.conditions:
            found[condition].append(file)
    return dict(found)


def _said_by_condition(certification: Certification, standard: Standard | None) -> dict[str, Attestation]:
    said: dict[str, Any] = {}
    for one in certification.attestations:
        condition = condition_of(one.condition, standard) if standard else None
        if condition is not None:
            said[condition.id] = one
    return said
