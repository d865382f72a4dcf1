"""What a worker writes of a certificate; each kind asks only for what stands on one of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import FileField

from domain.skill_certificates import CertificateKind, CertificateWords
from domain.skills import Licence, SkillLevel
from webapp.forms import Day, Form, OneOf, TextLine, names_of
from webapp.labels import label
from webapp.typed import words_of

if TYPE_CHECKING:
    from webapp.models import Certificate

LEVELS = [(str(int(level)), label(level)) for level in SkillLevel if level is not SkillLevel.NONE]
BLANK = _("Please choose")


class CertificateForm(Form):
    """A certificate of any kind."""

    name = TextLine(_("Name of the certificate"))
    licence = OneOf(_("Which licence"), names_of(Licence), is_needed=False, blank=BLANK)
    level = OneOf(_("Skill level"), LEVELS, is_needed=False, blank=BLANK)
    items = TextLine(_("What was assessed"))
    number = TextLine(_("Number"))
    issuer = TextLine(_("Who issued it"))
    issued_on = Day(_("Issued on"))
    valid_until = Day(_("Valid until"))
    file = FileField(_("Picture or PDF of it"))

    def draft(self, kind: CertificateKind) -> CertificateWords:
        """What was typed."""
        return CertificateWords(
            kind=kind,
            name=self.name.data or "",
            licence=Licence(self.licence.data) if self.licence.data else None,
            level=SkillLevel(int(self.level.data)) if self.level.data else SkillLevel.NONE,
            items=words_of(self.items.data),
            number=self.number.data or "",
            issuer=self.issuer.data or "",
            issued_on=self.issued_on.data,
            valid_until=self.valid_until.data,
        )


def certificate_as_it_is(certificate: Certificate) -> dict[str, object]:
    """What stands now."""
    return {
        "name": certificate.name,
        "licence": certificate.licence.value if certificate.licence else "",
        "level": str(int(certificate.level)) if certificate.level else "",
        "items": "、".join(certificate.items),
        "number": certificate.number,
        "issuer": certificate.issuer,
        "issued_on": certificate.issued_on,
        "valid_until": certificate.valid_until,
    }
