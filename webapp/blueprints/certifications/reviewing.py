"""What officials say of the conditions that figures do not decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.brands.standards import Kind
from domain.certifications import ConflictOfInterest
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.certifications.routes import REFUSED, blueprint
from webapp.blueprints.certifications.showing import certification_or_404, page
from webapp.calendar import today
from webapp.parameters import BadParameter
from webapp.reads.standards import load_standards
from webapp.services import certifications
from webapp.transaction import transaction
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from domain.brands import BrandCategory

PREFIX = "said-"
PART = "part:"
ATTEST = "attest"
"""Where on the page a refusal stands."""


@blueprint.post("/certifications/<int:certification_id>/attestations")
def attest(certification_id: int) -> ResponseReturnValue:
    """Keep what the official says; what was not touched stays."""
    certification, account = certification_or_404(certification_id), current_account()
    words = _words(certification.category)
    try:
        with transaction():
            changed = certifications.attest(certification, words, account=account, today=today())
    except RuleBroken as refusal:
        if isinstance(refusal, ConflictOfInterest):
            with transaction():
                certifications.note_conflict(certification_or_404(certification_id), ATTEST, account_id=account.id)
        return page(certification_or_404(certification_id), refused=explain(refusal), at=ATTEST), REFUSED
    if changed:
        flash(ngettext("%(num)s answer is kept.", "%(num)s answers are kept.", changed))
    else:
        flash(_("Nothing was changed."))
    return redirect(url_for("certifications.show", certification_id=certification_id))


def _words(category: BrandCategory) -> dict[str, bool | str | None]:
    found: dict[str, bool | str | None] = {}
    for condition in load_standards(today=today()).current.conditions(category):
        said = request.form.get(f"{PREFIX}{condition.id}")
        if said is None or condition.kind is Kind.NUMERIC:
            continue
        if said.startswith(PART) and said.removeprefix(PART) in condition.parts:
            found[condition.id] = said.removeprefix(PART)
        elif said in ANSWERS:
            found[condition.id] = ANSWERS[said]
        else:
            raise BadParameter(f"{PREFIX}{condition.id}")
    return found


ANSWERS: dict[str, bool | None] = {"": None, "met": True, "not_met": False}
