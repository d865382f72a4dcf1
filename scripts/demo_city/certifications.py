"""Certification: applications in every state with their evidence and findings, and what certified brands hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from domain.accounts import Role
from domain.brands import BrandState, Indicator, assess, read_standard
from domain.brands.standards import Kind
from domain.brands.standing import CERTIFIED
from domain.certifications import (
    STEPS,
    CertificateState,
    CertificationState,
    CertificationStep,
    certificate_number,
    valid_until,
)
from domain.divisions import HOME_CITY
from domain.evidence import EvidenceType
from reference.certification import trial_standard
from scripts.demo_city import phones
from scripts.demo_city.accounts import add_account
from scripts.demo_city.evidence import FILE_NAMES, evidence_pdf
from webapp.reads.assessments import Basis, findings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from domain.brands import Assessment, BrandCategory, Standard
    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.brands import DemoBrand
    from scripts.demo_city.draw import Draw
    from scripts.demo_city.ledger import Ledger, Row

SECOND_OFFICIAL = 20
"""The number of the city official who forwards what the first decides."""
YEARS_BACK = 3

STATES = {
    "yangzhou-paper-cutters": CertificationState.PREPARING,
    "gaoyou-duck-keepers": CertificationState.AT_COUNTY,
    "guangling-childcare": CertificationState.AT_COUNTY,
    "gaoyou-cable-workers": CertificationState.SENT_BACK,
    "yangzhou-solar-assemblers": CertificationState.REFUSED,
    "guangling-pickle-makers": CertificationState.WITHDRAWN,
}
"""What brands that their county has listed are applying for; those that are candidates lie with the city."""
REASONS = {
    CertificationStep.SEND_BACK: "缺少 2026 年专项培训计划，且工资数据来源未注明，请补正后重新报送。",
    CertificationStep.REFUSE: "从业人员工资和技能劳动者占比均未达到认定标准，建议继续培育。",
    CertificationStep.WITHDRAW: "品牌名称正在调整，调整后再申报。",
}
WAYS: dict[CertificationState, tuple[CertificationStep, ...]] = {
    CertificationState.PREPARING: (),
    CertificationState.AT_COUNTY: (CertificationStep.SUBMIT,),
    CertificationState.AT_CITY: (CertificationStep.SUBMIT, CertificationStep.FORWARD),
    CertificationState.SENT_BACK: (CertificationStep.SUBMIT, CertificationStep.SEND_BACK),
    CertificationState.CERTIFIED: (CertificationStep.SUBMIT, CertificationStep.FORWARD, CertificationStep.CERTIFY),
    CertificationState.REFUSED: (CertificationStep.SUBMIT, CertificationStep.FORWARD, CertificationStep.REFUSE),
    CertificationState.WITHDRAWN: (CertificationStep.SUBMIT, CertificationStep.WITHDRAW),
}
BY_COUNTY: dict[CertificationState, tuple[CertificationStep, ...]] = {
    CertificationState.PREPARING: (),
    CertificationState.AT_COUNTY: (),
    CertificationState.AT_CITY: (CertificationStep.SUBMIT,),
    CertificationState.SENT_BACK: (CertificationStep.SUBMIT, CertificationStep.SEND_BACK),
    CertificationState.CERTIFIED: (CertificationStep.SUBMIT, CertificationStep.CERTIFY),
    CertificationState.REFUSED: (CertificationStep.SUBMIT, CertificationStep.REFUSE),
    CertificationState.WITHDRAWN: (CertificationStep.WITHDRAW,),
}
"""The same for a brand without a leading enterprise, for which its county applies: that goes to the city at once."""


@cache
def standard() -> Standard:
    """The standard by which the demo city certifies."""
    return read_standard(trial_standard())


@dataclass(slots=True)
class Certifying:
    """The rows that certification adds, while it adds them."""

    ledger: Ledger
    accounts: Accounts
    colleague: int
    """The second city official."""

    def apply(self, brand: Row, state: CertificationState, *, began_on: date, draw: Draw) -> int:
        """An application on its way to a state, with evidence and findings as far as it has come."""
        applicant = self._applicant(brand)
        is_by_county = self.ledger.row("account", applicant)["role"] is not Role.ENTERPRISE
        way = (BY_COUNTY if is_by_county else WAYS)[state]
        at = draw.moment(began_on)
        number = self.ledger.add(
            "certification",
            brand_id=brand["id"],
            state=state,
            category=brand["category"],
            applied_by_id=applicant,
            created_at=at,
            updated_at=at,
            standard_version="",
            findings=[],
        )
        said = self._bring(number, brand["category"], applicant, at, is_complete=bool(way))
        assessment, basis = self.assess(brand, year=began_on.year - 1)
        for step in way:
            at += timedelta(days=draw.randint(2, 6), seconds=draw.randrange(3600))
            official = self.accounts.city_official if is_by_county else self._county(brand)
            self._step(number, step, at, applicant=applicant, official=official)
            if step is CertificationStep.SUBMIT and state is not CertificationState.WITHDRAWN:
                self._attest(number, said, official, at + timedelta(hours=20), is_complete=state in CERTIFIED_OR_NEAR)
        row = self.ledger.row("certification", number)
        row["updated_at"] = at
        steps = [one for one in self.ledger.rows("certification_step") if one["certification_id"] == number]
        row["state"] = steps[-1]["state"] if steps else CertificationState.PREPARING
        if state in {CertificationState.CERTIFIED, CertificationState.REFUSED, CertificationState.SENT_BACK}:
            row.update(standard_version=standard().version, findings=findings_of(assessment, basis))
        return number

    def assess(self, brand: Row, *, year: int) -> tuple[Assessment, Basis]:
        """How a brand stood by the figures of a year, with everything attested."""
        figures = {
            Indicator(row["indicator"]): Decimal(row["value"])
            for row in self.ledger.rows("brand_figure")
            if row["brand_id"] == brand["id"] and row["year"] == year and row["replaced_at"] is None
        }
        asked = standard().conditions(brand["category"])
        said = [(one, True, standard().version) for one in _words(asked)]
        basis = Basis(year=year, figures=figures, said=said)
        attestations = {condition.id: True for condition in asked}
        return assess(brand["category"], basis.indicators, attestations, standard()), basis

    def certificate(self, brand: Row, certification_id: int, issued_on: date, *, draw: Draw) -> int:
        """What a certified brand holds; its number is given once all are there."""
        return self.ledger.add(
            "brand_certificate",
            number="",
            year=issued_on.year,
            sequence=0,
            token="".join(draw.choices(LETTERS, k=24)),
            brand_id=brand["id"],
            certification_id=certification_id,
            state=CertificateState.VALID,
            issued_on=issued_on,
            valid_until=valid_until(issued_on),
            reason="",
        )

    def number_certificates(self) -> None:
        """Number the certificates of each year in the order in which they were issued."""
        sequences: dict[int, int] = {}
        for row in sorted(self.ledger.rows("brand_certificate"), key=lambda row: (row["issued_on"], row["id"])):
            row["sequence"] = sequences[row["year"]] = sequences.get(row["year"], 0) + 1
            row["number"] = certificate_number(row["year"], row["sequence"])

    def _applicant(self, brand: Row) -> int:
        leading = next(
            (row for row in self.ledger.rows("brand_member") if row["brand_id"] == brand["id"] and row["is_leading"]),
            None,
        )
        return self._county(brand) if leading is None else self.accounts.enterprises[leading["enterprise_id"]]

    def _county(self, brand: Row) -> int:
        """Who looks first: the county, or a second pair of eyes in the city for a brand of its own."""
        return self.accounts.county_officials.get(brand["division_code"][:6], self.colleague)

    def _step(self, number: int, step: CertificationStep, at: datetime, *, applicant: int, official: int) -> None:
        earlier = [one for one in self.ledger.rows("certification_step") if one["certification_id"] == number]
        before = earlier[-1]["state"] if earlier else CertificationState.PREPARING
        account_id = {
            CertificationStep.SUBMIT: applicant,
            CertificationStep.WITHDRAW: applicant,
            CertificationStep.FORWARD: official,
            CertificationStep.SEND_BACK: official,
        }.get(step, self.accounts.city_official)
        role = self.ledger.row("account", account_id)["role"]
        self.ledger.add(
            "certification_step",
            certification_id=number,
            step=step,
            state=STEPS[before, step, role],
            at=at,
            account_id=account_id,
            reason=REASONS.get(step, ""),
        )

    def _bring(
        self, number: int, category: BrandCategory, applicant: int, at: datetime, *, is_complete: bool
    ) -> list[str]:
        asked = [one.id for one in standard().conditions(category) if one.kind is not Kind.NUMERIC]
        shown = asked if is_complete else asked[: len(asked) // 2]
        for place, name in enumerate(FILE_NAMES):
            conditions = shown[place :: len(FILE_NAMES)]
            if conditions:
                content = evidence_pdf()
                self.ledger.add(
                    "evidence_file",
                    certification_id=number,
                    conditions=conditions,
                    name=name,
                    kind=EvidenceType.PDF,
                    n_bytes=len(content),
                    sha256=sha256(content).hexdigest(),
                    is_scanned=False,
                    uploaded_by_id=applicant,
                    uploaded_at=at + timedelta(minutes=10 * place),
                )
        return shown

    def _attest(self, number: int, shown: Sequence[str], official: int, at: datetime, *, is_complete: bool) -> None:
        for place, condition in enumerate(shown):
            if is_complete or place % 3 == 0:
                self.ledger.add(
                    "attestation",
                    certification_id=number,
                    condition="C3.provincial" if condition == "C3" else condition,
                    is_met=True,
                    standard_version=standard().version,
                    account_id=official,
                    at=at + timedelta(minutes=3 * place),
                )


CERTIFIED_OR_NEAR = frozenset({CertificationState.CERTIFIED, CertificationState.AT_CITY, CertificationState.REFUSED})
"""The county has said a word on every condition before it forwards an application."""
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"


def add_certifications(ledger: Ledger, accounts: Accounts, brands: Iterable[DemoBrand]) -> None:
    """Add what brands hold and what they are applying for."""
    colleague = add_account(
        ledger,
        accounts,
        phone=phones.official(SECOND_OFFICIAL),
        name="周敏（市人社局初审）",
        role=Role.CITY_OFFICIAL,
        division_code=HOME_CITY,
        created_at=ledger.parameters.now - timedelta(days=500),
    )
    certifying = Certifying(ledger, accounts, colleague)
    for brand in brands:
        row = ledger.row("brand", brand.id)
        draw = ledger.draw(f"certification {brand.slug}")
        today = ledger.parameters.today
        if brand.state in CERTIFIED:
            began_on = _when(certifying, row, draw)
            number = certifying.apply(row, CertificationState.CERTIFIED, began_on=began_on, draw=draw)
            decided = ledger.row("certification", number)["updated_at"]
            certifying.certificate(row, number, decided.date(), draw=draw)
        elif brand.state is BrandState.CITY_CANDIDATE:
            began_on = today - timedelta(days=draw.randint(24, 40))
            certifying.apply(row, CertificationState.AT_CITY, began_on=began_on, draw=draw)
        elif brand.slug in STATES:
            began_on = today - timedelta(days=draw.randint(24, 60))
            certifying.apply(row, STATES[brand.slug], began_on=began_on, draw=draw)
    certifying.number_certificates()


def _words(conditions: Iterable[Any]) -> Iterator[str]:
    for condition in conditions:
        if condition.kind is not Kind.NUMERIC:
            yield "C3.provincial" if condition.id == "C3" else condition.id


def _when(certifying: Certifying, brand: Row, draw: Draw) -> date:
    """A day on which the brand met the standard by the figures of the year before, and its certificate still holds."""
    today = certifying.ledger.parameters.today
    first, last = today - timedelta(days=365 * YEARS_BACK - 120), today - timedelta(days=40)
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    years = {day.year for day in days}
    good = {year for year in years if certifying.assess(brand, year=year - 1)[0].passed}
    fitting = [day for day in days if day.year in good] or days
    return draw.choice(fitting)
