"""One factory a table: rows that make sense, committed, reached through the fixture `session`."""

from __future__ import annotations

from datetime import time, timedelta

import factory
from stdnum.cn import ric, uscc

from domain.accounts import Role
from domain.applications import ApplicationState
from domain.brands import BrandCategory, BrandPersonKind, BrandState, BrandTier, Indicator
from domain.campaigns import Campaign
from domain.certifications import CertificateState, CertificationState, CertificationStep, valid_until
from domain.contests import ContestKind, ContestState
from domain.duplicates import PairGround, PairState
from domain.evidence import EvidenceType
from domain.fair_registrations import RegistrationState
from domain.fair_tickets import TicketState
from domain.fairs import FairMode, FairState
from domain.halls import lay_out
from domain.inspections import fingerprint
from domain.invitations import InvitationState
from domain.labour_export import BatchState, OrderState, RosterState
from domain.skill_certificates import CertificateKind
from domain.skills import SkillLevel
from domain.stories import StoryState
from domain.surveys import ReporterKind, SurveyOutcome
from domain.vacancies import EmploymentType, Shift, VacancyState
from domain.vehicles import VehicleKind
from domain.wages import WageUnit
from domain.workers import ConsentPurpose
from domain.zones import ZoneKind
from webapp import models
from webapp.calendar import now, today
from webapp.services.vault import IdentityVault

NOW = now().replace(microsecond=0)
TODAY = today()

CHEF = "4-03-02-01"
PEDICURIST = "4-10-03-05"
WELDER = "6-18-02-04"
HOUSEKEEPER = "4-10-01-06"
CARER = "4-10-01-05"
CARVER = "6-09-03-01"

GAOYOU = "321084"
SANDUO = "321084108"
SANDUO_POINT = (32.8192, 119.6598)
BAOYING = "321023"
YANGZHOU = "321000"

IDENTITY_KEY = "bG9ja3MgdGhlIG51bWJlcnMgb2YgdGVzdHMgYXdheSE="

_current = {}


def bind(session):
    """Let the factories write with this session."""
    _current["session"] = session


def valid_uscc(number: int) -> str:
    """A unified social credit code that has its check digit."""
    stem = f"913210{number:011d}"
    return stem + uscc.calc_check_digit(stem)


def valid_identity(birthday: str = "19810612", serial: int = 0) -> str:
    """An identity number that has its check digit; of the city as such, where nobody is registered."""
    stem = f"321000{birthday}{serial:03d}"
    return stem + ric.calc_check_digit(stem + "0")


class Rows(factory.alchemy.SQLAlchemyModelFactory):
    class Meta:
        abstract = True
        sqlalchemy_session_factory = lambda: _current["session"]  # noqa: E731
        sqlalchemy_session_persistence = "commit"


class AccountFactory(Rows):
    class Meta:
        model = models.Account

    phone = factory.Sequence(lambda n: f"139{n:08d}")
    password_hash = "!"
    name = factory.Sequence(lambda n: f"账户{n}")
    role = Role.WORKER
    created_at = NOW

    class Params:
        county_official = factory.Trait(role=Role.COUNTY_OFFICIAL, division_code=GAOYOU)
        city_official = factory.Trait(role=Role.CITY_OFFICIAL, division_code=YANGZHOU)
        administrator = factory.Trait(role=Role.ADMINISTRATOR)


class EnterpriseFactory(Rows):
    class Meta:
        model = models.Enterprise

    uscc = factory.Sequence(valid_uscc)
    name = factory.Sequence(lambda n: f"高邮示范企业{n}有限公司")
    division_code = SANDUO
    latitude, longitude = SANDUO_POINT
    verified_at = NOW
    created_at = NOW

    class Params:
        unverified = factory.Trait(verified_at=None)


class AgencyFactory(Rows):
    class Meta:
        model = models.Agency

    uscc = factory.Sequence(lambda n: valid_uscc(5_000_000 + n))
    name = factory.Sequence(lambda n: f"扬州人力资源{n}有限公司")
    licence_number = factory.Sequence(lambda n: f"(苏)人服证字〔2024〕第{n:010d}号")
    division_code = GAOYOU
    verified_at = NOW
    created_at = NOW


class BrandFactory(Rows):
    class Meta:
        model = models.Brand

    slug = factory.Sequence(lambda n: f"brand-{n}")
    name = factory.Sequence(lambda n: f"高邮厨师{n}")
    name_en = factory.Sequence(lambda n: f"Gaoyou chefs {n}")
    category = BrandCategory.CULTURE_TOURISM
    tier = BrandTier.CITY
    state = BrandState.CITY_CERTIFIED
    division_code = GAOYOU
    created_at = NOW


class BrandMemberFactory(Rows):
    class Meta:
        model = models.BrandMember

    brand = factory.SubFactory(BrandFactory)
    enterprise = factory.SubFactory(EnterpriseFactory)
    requested_at = NOW
    approved_at = NOW


class BrandFigureFactory(Rows):
    class Meta:
        model = models.BrandFigure

    brand_id = factory.LazyAttribute(lambda _: BrandFactory().id)
    year = TODAY.year - 1
    indicator = Indicator.WORKFORCE
    value = 5000
    source = "县统计局"
    entered_at = NOW


class EnterpriseReportFactory(Rows):
    class Meta:
        model = models.EnterpriseReport

    enterprise_id = factory.LazyAttribute(lambda _: EnterpriseFactory().id)
    year = TODAY.year - 1
    fixed_assets_fen = 5_000_0000_00
    annual_sales_fen = 20_000_0000_00
    assets_fen = 10_000_0000_00
    debts_fen = 4_000_0000_00
    source = "审计报告"
    entered_at = NOW


class CertificationFactory(Rows):
    class Meta:
        model = models.Certification

    brand = factory.SubFactory(BrandFactory, state=BrandState.COUNTY_LISTED, tier=BrandTier.COUNTY)
    state = CertificationState.PREPARING
    category = factory.SelfAttribute("brand.category")
    applied_by_id = factory.LazyAttribute(lambda _: AccountFactory(role=Role.ENTERPRISE).id)
    created_at = NOW
    updated_at = NOW


class CertificationStepFactory(Rows):
    class Meta:
        model = models.CertificationStepTaken

    step = CertificationStep.SUBMIT
    state = CertificationState.AT_COUNTY
    at = NOW


class EvidenceFileFactory(Rows):
    class Meta:
        model = models.EvidenceFile

    conditions = factory.LazyFunction(lambda: ["B1"])
    name = "实施方案.pdf"
    kind = EvidenceType.PDF
    n_bytes = 1000
    sha256 = "0" * 64
    is_scanned = False
    uploaded_by_id = factory.LazyAttribute(lambda _: AccountFactory(role=Role.ENTERPRISE).id)
    uploaded_at = NOW


class AttestationFactory(Rows):
    class Meta:
        model = models.Attestation

    condition = "B1"
    is_met = True
    standard_version = "2022-trial"
    account_id = factory.LazyAttribute(lambda _: AccountFactory(county_official=True).id)
    at = NOW


class BrandCertificateFactory(Rows):
    class Meta:
        model = models.BrandCertificate

    brand = factory.SubFactory(BrandFactory)
    certification = factory.SubFactory(
        CertificationFactory,
        brand=factory.SelfAttribute("..brand"),
        state=CertificationState.CERTIFIED,
        standard_version="2022-trial",
    )
    year = TODAY.year
    sequence = factory.Sequence(lambda n: n + 1)
    number = factory.LazyAttribute(lambda row: f"YZLP-{row.year}-{row.sequence:04d}")
    token = factory.Sequence(lambda n: f"token-{n:018d}")
    state = CertificateState.VALID
    issued_on = TODAY
    valid_until = factory.LazyAttribute(lambda row: valid_until(row.issued_on))


class BrandOccupationFactory(Rows):
    class Meta:
        model = models.BrandOccupation

    occupation_code = CHEF


class InspectionFactory(Rows):
    class Meta:
        model = models.Inspection

    title = factory.Sequence(lambda n: f"第{n}次抽查")
    division_code = YANGZHOU
    sample_size = 1
    seed = "7d1f0c"
    fingerprint = fingerprint("7d1f0c")
    population = factory.LazyFunction(list)
    created_by_id = factory.LazyAttribute(lambda _: AccountFactory(city_official=True).id)
    created_at = NOW


class InspectionVisitFactory(Rows):
    class Meta:
        model = models.InspectionVisit

    brand = factory.SubFactory(BrandFactory)
    place = 1


class SurveyRoundFactory(Rows):
    class Meta:
        model = models.SurveyRound

    division_code = GAOYOU
    title = factory.Sequence(lambda n: f"高邮劳务产品摸底调查{n}")
    opens_on = TODAY - timedelta(days=3)
    closes_on = TODAY + timedelta(days=30)
    opened_by_id = factory.LazyFunction(lambda: AccountFactory(county_official=True).id)
    created_at = NOW


class SurveyReportFactory(Rows):
    class Meta:
        model = models.SurveyReport

    round = factory.SubFactory(SurveyRoundFactory)
    code = factory.Sequence(lambda n: f"{n:016x}")
    product = factory.Sequence(lambda n: f"湖鲜加工{n}")
    division_code = SANDUO
    features = "手艺传了三代。"
    workforce = 300
    reporter_kind = ReporterKind.ASSOCIATION
    reporter = factory.Sequence(lambda n: f"高邮湖鲜协会{n}")
    reporter_phone = ""
    created_at = NOW
    outcome = SurveyOutcome.WAITING


class ExhibitionFactory(Rows):
    class Meta:
        model = models.Exhibition

    division_code = GAOYOU
    title = factory.Sequence(lambda n: f"高邮手艺展{n}")
    title_en = factory.Sequence(lambda n: f"Crafts of Gaoyou {n}")
    venue = "高邮市文化馆"
    about = "现场看手艺。"
    begins_on = TODAY + timedelta(days=5)
    ends_on = TODAY + timedelta(days=6)
    places = 10
    announced_by_id = factory.LazyFunction(lambda: AccountFactory(county_official=True).id)
    created_at = NOW


class ContestFactory(Rows):
    class Meta:
        model = models.Contest

    kind = ContestKind.BRANDS
    state = ContestState.OPEN
    title = factory.Sequence(lambda n: f"劳务品牌征集评选{n}")
    title_en = factory.Sequence(lambda n: f"Contest {n}")
    about = "选树有特色、有规模、有影响的劳务品牌。"
    opens_on = TODAY - timedelta(days=5)
    closes_on = TODAY + timedelta(days=5)
    criteria = factory.LazyFunction(lambda: [["特色", 60], ["影响", 40]])
    winners = 1
    created_by_id = factory.LazyFunction(lambda: AccountFactory(city_official=True).id)
    created_at = NOW

    class Params:
        closed = factory.Trait(opens_on=TODAY - timedelta(days=20), closes_on=TODAY - timedelta(days=1))
        judging = factory.Trait(closed=True, state=ContestState.JUDGING)


class ContestEntryFactory(Rows):
    class Meta:
        model = models.ContestEntry

    contest_id = factory.LazyAttribute(lambda _: ContestFactory().id)
    brand = factory.SubFactory(BrandFactory)
    enterprise = factory.SubFactory(EnterpriseFactory)
    submitted_by_id = factory.LazyAttribute(
        lambda row: AccountFactory(role=Role.ENTERPRISE, enterprise_id=row.enterprise.id).id
    )
    title = factory.Sequence(lambda n: f"老手艺新故事{n}")
    story = "从一间作坊起步，带动三百人就业。"
    submitted_at = NOW
    changed_at = NOW


class ContestJurorFactory(Rows):
    class Meta:
        model = models.ContestJuror

    contest_id = factory.LazyAttribute(lambda _: ContestFactory().id)
    account = factory.SubFactory(AccountFactory, city_official=True)
    appointed_by_id = factory.LazyFunction(lambda: AccountFactory(city_official=True).id)
    appointed_at = NOW


class ContestScoreFactory(Rows):
    class Meta:
        model = models.ContestScore

    points = factory.LazyFunction(lambda: [80, 70])
    scored_at = NOW


class StoryFactory(Rows):
    class Meta:
        model = models.Story

    brand = factory.SubFactory(BrandFactory)
    written_by_id = factory.LazyFunction(lambda: AccountFactory(county_official=True).id)
    state = StoryState.PUBLISHED
    person_name = "陈师傅"
    person_kind = BrandPersonKind.INHERITOR
    title = factory.Sequence(lambda n: f"一把刀，三代人{n}")
    text = "十六岁随父亲学艺，如今带徒授业。"
    consent_proof = "签了同意书，存县人社局"
    consent_on = TODAY - timedelta(days=3)
    written_at = NOW
    published_at = NOW


class ZoneFactory(Rows):
    class Meta:
        model = models.Zone

    slug = factory.Sequence(lambda n: f"zone-{n}")
    kind = ZoneKind.BRAND
    brand = factory.SubFactory(BrandFactory)
    title = factory.Sequence(lambda n: f"高邮厨师专区{n}")
    title_en = factory.Sequence(lambda n: f"Gaoyou chefs zone {n}")

    class Params:
        of_county = factory.Trait(kind=ZoneKind.COUNTY, brand=None, county_code=GAOYOU)
        of_category = factory.Trait(kind=ZoneKind.CATEGORY, brand=None, category=BrandCategory.CULTURE_TOURISM)
        of_campaign = factory.Trait(
            kind=ZoneKind.CAMPAIGN,
            brand=None,
            campaign=Campaign.SPRING_BREEZE,
            year=TODAY.year,
        )


class WorkerFactory(Rows):
    class Meta:
        model = models.Worker

    name = factory.Sequence(lambda n: f"劳动者{n}")
    phone = factory.Sequence(lambda n: f"138{n:08d}")
    birth_year = 1981
    division_code = SANDUO
    latitude, longitude = SANDUO_POINT
    wage_wanted_fen = 4_000_00
    created_at = NOW
    updated_at = NOW

    @factory.post_generation
    def wants(self, create, extracted):
        """Occupations wanted, dearest first; a chef where nothing is said."""
        for rank, code in enumerate(extracted or (CHEF,)):
            WorkerOccupationFactory(worker_id=self.id, rank=rank, occupation_code=code)

    @factory.post_generation
    def agrees(self, create, extracted):
        """What the worker has agreed to; to everything but sensitive data where nothing is said."""
        purposes = (ConsentPurpose.TERMS, ConsentPurpose.FINDABLE, ConsentPurpose.MATCHING)
        for purpose in purposes if extracted is None else extracted:
            ConsentFactory(worker_id=self.id, purpose=purpose)


class WorkerIdentityFactory(Rows):
    class Meta:
        model = models.WorkerIdentity
        exclude = ("number",)

    number = valid_identity()
    sealed = factory.LazyAttribute(lambda row: IdentityVault((IDENTITY_KEY,)).seal(row.number)[0])
    blind_index = factory.LazyAttribute(lambda row: IdentityVault((IDENTITY_KEY,)).seal(row.number)[1])
    created_at = NOW


class CertificateFactory(Rows):
    class Meta:
        model = models.Certificate

    kind = CertificateKind.SKILL_LEVEL
    name = factory.Sequence(lambda n: f"中式烹调师{n}")
    level = SkillLevel.LEVEL_4


class PortfolioPictureFactory(Rows):
    class Meta:
        model = models.PortfolioPicture

    caption = factory.Sequence(lambda n: f"作品{n}")
    large_sha256 = factory.Sequence(lambda n: f"{n:064x}")
    small_sha256 = factory.SelfAttribute("large_sha256")
    width, height = 640, 480
    created_at = NOW


class WorkerPairFactory(Rows):
    class Meta:
        model = models.WorkerPair

    grounds = frozenset({PairGround.SAME_PHONE_NAME_YEAR})
    state = PairState.OPEN
    found_at = NOW


class WorkerOccupationFactory(Rows):
    class Meta:
        model = models.WorkerOccupation


class ConsentFactory(Rows):
    class Meta:
        model = models.Consent

    version = "1"
    given_at = NOW


class VacancyFactory(Rows):
    class Meta:
        model = models.Vacancy

    enterprise = factory.SubFactory(EnterpriseFactory)
    title = "中餐厨师"
    occupation_code = CHEF
    duties = "负责淮扬菜烹制。"
    headcount = 3
    wage_min_fen = 6_000_00
    wage_max_fen = 8_000_00
    wage_unit = WageUnit.MONTH
    monthly_min_fen = factory.SelfAttribute("wage_min_fen")
    monthly_max_fen = factory.SelfAttribute("wage_max_fen")
    employment_type = EmploymentType.FULL_TIME
    shift = Shift.DAY
    division_code = SANDUO
    latitude, longitude = SANDUO_POINT
    valid_until = TODAY + timedelta(days=60)
    state = VacancyState.OPEN
    opened_at = NOW
    created_at = NOW
    updated_at = NOW


class ApplicationFactory(Rows):
    class Meta:
        model = models.Application

    worker = factory.SubFactory(WorkerFactory)
    vacancy = factory.SubFactory(VacancyFactory)
    state = ApplicationState.SUBMITTED
    created_at = NOW
    updated_at = NOW


class InvitationFactory(Rows):
    class Meta:
        model = models.Invitation

    worker = factory.SubFactory(WorkerFactory)
    vacancy = factory.SubFactory(VacancyFactory)
    state = InvitationState.SENT
    created_at = NOW


class FairFactory(Rows):
    class Meta:
        model = models.Fair

    proposal_key = factory.Sequence(lambda n: f"test:{n}")
    title = factory.Sequence(lambda n: f"高邮厨师专场招聘会{n}")
    zone = factory.SubFactory(ZoneFactory)
    division_code = GAOYOU
    venue = "高邮市人力资源市场"
    mode = FairMode.ON_SITE
    held_on = TODAY + timedelta(days=14)
    opens_at = time(9)
    closes_at = time(12)
    state = FairState.PROPOSED
    rationale = factory.LazyFunction(dict)
    created_at = NOW


def hall_of(division_code=GAOYOU, *, rows=2, booths=3, rooms=1, name="高邮市人力资源市场", **words):
    """A hall in rows, as officials lay them out; every second booth has power, the ends of rows are double."""
    layout = lay_out(rows=rows, booths=booths, rooms=rooms)
    hall = models.Hall(
        division_code=division_code,
        name=name,
        width=layout.width,
        depth=layout.depth,
        entrance_x=layout.entrance[0],
        entrance_y=layout.entrance[1],
        created_at=NOW,
        spots=[
            models.HallSpot(
                **{
                    key: getattr(spot, key)
                    for key in ("number", "area", "kind", "x", "y", "width", "depth", "size", "has_power")
                }
            )
            for spot in layout.spots
        ],
        **words,
    )
    _current["session"].add(hall)
    _current["session"].commit()
    return hall


class FairSlotFactory(Rows):
    class Meta:
        model = models.FairSlot

    starts_at = time(9)
    capacity = 12


class FairTicketFactory(Rows):
    class Meta:
        model = models.FairTicket

    code = factory.Sequence(lambda n: f"ticket{n:06d}")
    state = TicketState.BOOKED
    asked_at = NOW


class FairRegistrationFactory(Rows):
    class Meta:
        model = models.FairRegistration

    fair = factory.SubFactory(FairFactory)
    enterprise = factory.SubFactory(EnterpriseFactory)
    state = RegistrationState.REQUESTED
    asked_at = NOW


class BoothFactory(Rows):
    class Meta:
        model = models.Booth

    number = 1


class BoothVacancyFactory(Rows):
    class Meta:
        model = models.BoothVacancy


class ExportOrderFactory(Rows):
    class Meta:
        model = models.ExportOrder

    number = factory.Sequence(lambda n: f"SC-2026-{n:04d}")
    title = "上海养老护理员"
    enterprise = factory.SubFactory(EnterpriseFactory, division_code="310000")
    division_code = "310000"
    departs_from = TODAY + timedelta(days=10)
    departs_until = TODAY + timedelta(days=40)
    state = OrderState.OPEN
    created_at = NOW


class BatchFactory(Rows):
    class Meta:
        model = models.Batch

    order = factory.SubFactory(ExportOrderFactory)
    agency = factory.SubFactory(AgencyFactory)
    seats = 20
    state = BatchState.FORMING
    created_at = NOW


class RosterEntryFactory(Rows):
    class Meta:
        model = models.RosterEntry

    batch = factory.SubFactory(BatchFactory)
    worker = factory.SubFactory(WorkerFactory)
    vacancy = factory.SubFactory(VacancyFactory)
    state = RosterState.PROPOSED
    score = 0.8
    created_at = NOW
    updated_at = NOW


class AuditEntryFactory(Rows):
    class Meta:
        model = models.AuditEntry

    at = NOW
    action = "fair.publish"
    subject_type = "fair"
    subject_id = 1
    figures = factory.LazyFunction(dict)


class RosterEventFactory(Rows):
    class Meta:
        model = models.RosterEvent

    at = NOW
    happened_on = TODAY


class ExportContractFactory(Rows):
    class Meta:
        model = models.ExportContract

    number = factory.Sequence(lambda n: f"YZ-2026-{n:05d}")
    months = 12
    signed_on = TODAY
    created_at = NOW
    updated_at = NOW


class RetentionCheckFactory(Rows):
    class Meta:
        model = models.RetentionCheck

    months = 1
    due_on = TODAY


class RosterObjectionFactory(Rows):
    class Meta:
        model = models.RosterObjection

    at = NOW


class VehicleFactory(Rows):
    class Meta:
        model = models.Vehicle

    batch = factory.SubFactory(BatchFactory)
    kind = VehicleKind.COACH
    seats = 45


class SeatFactory(Rows):
    class Meta:
        model = models.Seat


class CompanionshipFactory(Rows):
    class Meta:
        model = models.Companionship

    asked_at = NOW
