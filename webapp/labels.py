"""What a coded word is called on a page: one table for every enum of the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

from domain.accounts import Role
from domain.advertisement_patterns import AdvertisementRule
from domain.alerts import AlertPace, AlertWay
from domain.applications import ApplicationState
from domain.brand_reviews import CaseState, ClockReason
from domain.brands import (
    BrandCategory,
    BrandPersonKind,
    BrandState,
    BrandTier,
    Indicator,
    Likeness,
    NamePart,
    Outcome,
    SiteKind,
)
from domain.brands.dossier import DossierPart
from domain.brands.effects import Effect
from domain.brands.standard_files import Flaw
from domain.brands.standards import Kind
from domain.campaigns import Campaign
from domain.certifications import CertificateState, CertificationState, CertificationStep
from domain.contest_juries import ConflictGround
from domain.contests import ContestKind, ContestState, ContestStep
from domain.corridors import Stage
from domain.duplicates import PairGround, PairState
from domain.enterprises import Verification
from domain.evidence import EvidenceType
from domain.fair_registrations import BoothSize, RegistrationState
from domain.fair_reports import FunnelStep
from domain.fair_tickets import TicketState
from domain.fairs import FairMode, FairState
from domain.halls import SpotKind
from domain.inspections import Finding
from domain.interviews import InterviewState
from domain.invitations import InvitationState
from domain.labour_export import BatchState, OrderState, RosterState
from domain.messages import CodeMatter
from domain.objections import ObjectionKind, ObjectionOutcome
from domain.query_log import FactKind, QueryAct, QueryEngine, QueryOutcome, QuerySource
from domain.retention import CheckMethod
from domain.roster_steps import ConsentWay, StepReason
from domain.runs import Job, RunState
from domain.skill_certificates import CertificateKind, CertificateStanding
from domain.skills import Licence, SkillLevel
from domain.stories import StoryState, StoryStep
from domain.subsidies import CallOutcome, ClaimState, Obstacle
from domain.surveys import ReporterKind, SurveyOutcome
from domain.synonyms import SynonymGround, SynonymState
from domain.talents import AgeBand
from domain.vacancies import EmploymentType, Insurance, Shift, VacancyState
from domain.vehicles import VehicleKind
from domain.wages import WageUnit
from domain.worker_imports import ProofOfConsent
from domain.workers import ConsentPurpose, Education, HardshipCategory
from domain.zone_pages import SectionKind, VersionState
from domain.zone_ranking import RankingRule, Strength
from domain.zones import ZoneKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum
    from typing import Any

LABELS: dict[type[Enum], Mapping[Any, Any]] = {
    Role: {
        Role.WORKER: _("Worker"),
        Role.ENTERPRISE: _("Enterprise"),
        Role.AGENCY: _("Agency"),
        Role.COUNTY_OFFICIAL: _("County official"),
        Role.CITY_OFFICIAL: _("City official"),
        Role.ADMINISTRATOR: _("Administrator"),
    },
    AlertPace: {
        AlertPace.DAILY: _("Once a day"),
        AlertPace.AT_ONCE: _("At once"),
        AlertPace.OFF: _("Not at all"),
    },
    AlertWay: {
        AlertWay.SMS: _("By SMS"),
        AlertWay.MAIL: _("By mail"),
        AlertWay.PAGE: _("Only on my pages"),
    },
    BrandCategory: {
        BrandCategory.MID_HIGH_SKILL: _("Mid and high skill"),
        BrandCategory.QUALITY_SERVICE: _("Quality service"),
        BrandCategory.CULTURE_TOURISM: _("Culture and tourism"),
        BrandCategory.LIVELIHOOD: _("Livelihood"),
    },
    ZoneKind: {
        ZoneKind.BRAND: _("Brand"),
        ZoneKind.CATEGORY: _("Category"),
        ZoneKind.CAMPAIGN: _("Campaign"),
        ZoneKind.COUNTY: _("County"),
    },
    SectionKind: {
        SectionKind.FIGURES: _("The zone in figures"),
        SectionKind.VACANCIES: _("Vacancies of this zone"),
        SectionKind.FAIRS: _("Fairs of this zone"),
        SectionKind.STORY: _("The story"),
        SectionKind.ENTERPRISES: _("Who is hiring here"),
        SectionKind.PEOPLE: _("Its people"),
        SectionKind.EXHIBITIONS: _("Exhibitions and forums"),
        SectionKind.TRAINING: _("Learn the trade"),
        SectionKind.VIDEOS: _("Videos"),
    },
    RankingRule: {
        RankingRule.TRADES: _("The trades of the brand"),
        RankingRule.CERTIFIED: _("Enterprises of a certified brand"),
        RankingRule.LEADING: _("Leading enterprises of the brand"),
        RankingRule.COUNTY: _("Work in one county"),
        RankingRule.CERTIFICATE: _("Vacancies that ask for a certificate"),
        RankingRule.HARDSHIP: _("Vacancies that welcome hardship groups"),
    },
    Strength: {
        Strength.NOT: _("does not count"),
        Strength.LITTLE: _("a little higher"),
        Strength.CLEARLY: _("clearly higher"),
        Strength.FOREMOST: _("before everything else"),
    },
    VersionState: {
        VersionState.DRAFT: _("Draft"),
        VersionState.PROPOSED: _("Handed in"),
        VersionState.SENT_BACK: _("Sent back"),
        VersionState.PUBLISHED: _("Published"),
        VersionState.REPLACED: _("Replaced"),
        VersionState.DROPPED: _("Dropped"),
    },
    ContestKind: {
        ContestKind.BRANDS: _("Exemplary brands"),
        ContestKind.PEOPLE: _("Exemplary people"),
        ContestKind.COMPETITION: _("Competition"),
    },
    ContestState: {
        ContestState.DRAFTED: _("Drafted"),
        ContestState.OPEN: _("Called"),
        ContestState.JUDGING: _("The jury is at work"),
        ContestState.PUBLISHED: _("Results are published"),
        ContestState.WITHDRAWN: _("Withdrawn"),
    },
    ContestStep: {
        ContestStep.CALL: _("Call it"),
        ContestStep.JUDGE: _("Let the jury begin"),
        ContestStep.PUBLISH: _("Publish the results"),
        ContestStep.WITHDRAW: _("Withdraw it"),
    },
    ConflictGround: {
        ConflictGround.SAME_PLACE: _("from your own place"),
        ConflictGround.APPLICANT: _("handed in by yourself"),
        ConflictGround.DECLARED: _("where you declared a conflict"),
    },
    StoryState: {
        StoryState.HANDED_IN: _("Waits to be read by an official"),
        StoryState.SENT_BACK: _("Sent back"),
        StoryState.PUBLISHED: _("Published"),
    },
    StoryStep: {
        StoryStep.HAND_IN: _("Hand in"),
        StoryStep.SEND_BACK: _("Send it back"),
        StoryStep.PUBLISH: _("Publish it"),
    },
    BrandTier: {
        BrandTier.COUNTY: _("County brand"),
        BrandTier.CITY: _("City brand"),
        BrandTier.PROVINCE: _("Provincial brand"),
    },
    BrandState: {
        BrandState.SURVEYED: _("Found by a survey"),
        BrandState.NURTURING: _("Being nurtured"),
        BrandState.COUNTY_LISTED: _("Listed by the county"),
        BrandState.CITY_CANDIDATE: _("Candidate of the city"),
        BrandState.CITY_CERTIFIED: _("Certified by the city"),
        BrandState.PROVINCIAL: _("Certified by the province"),
        BrandState.SUSPENDED: _("Suspended"),
        BrandState.EXITED: _("Left the library"),
    },
    Indicator: {
        Indicator.WORKFORCE: _("People at work"),
        Indicator.SKILLED_WORKERS: _("Skilled workers"),
        Indicator.MIGRANT_WORKERS: _("Migrant workers"),
        Indicator.HARDSHIP_WORKERS: _("Workers from hardship groups"),
        Indicator.MEAN_MONTHLY_WAGE_FEN: _("Mean monthly wage"),
        Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN: _("Mean monthly wage of the industry"),
        Indicator.ANNUAL_LABOUR_INCOME_FEN: _("Labour income in the year"),
        Indicator.OUTPUT_FEN: _("Output in the year"),
        Indicator.MARKET_SHARE: _("Market share"),
        Indicator.THIRD_PARTY_SATISFACTION: _("Satisfaction, measured by a third party"),
        Indicator.PARKS_OR_STARTUP_BASES: _("Parks and startup bases"),
    },
    SiteKind: {
        SiteKind.PARK: _("Industrial park"),
        SiteKind.STARTUP_BASE: _("Startup base"),
        SiteKind.TRAINING_BASE: _("Training base"),
        SiteKind.MASTER_STUDIO: _("Master studio"),
        SiteKind.HERITAGE_WORKSHOP: _("Heritage workshop"),
    },
    BrandPersonKind: {
        BrandPersonKind.FOUNDER: _("Founder"),
        BrandPersonKind.INHERITOR: _("Inheritor"),
        BrandPersonKind.LEADER: _("Leader of the trade"),
    },
    DossierPart: {
        DossierPart.PRODUCTS: _("products and services"),
        DossierPart.STORY: _("the story"),
        DossierPart.OCCUPATIONS: _("what its people do"),
        DossierPart.FIGURES: _("the figures of a year"),
    },
    NamePart: {
        NamePart.PLACE: _("the place"),
        NamePart.TRADE: _("the industry, trade or product"),
        NamePart.PEOPLE: _("a word for people"),
    },
    Likeness: {
        Likeness.SAME: _("the same name"),
        Likeness.SAME_SOUND: _("spoken alike"),
        Likeness.ONE_OFF: _("one character off"),
    },
    Kind: {
        Kind.NUMERIC: _("By figures"),
        Kind.ATTESTED: _("By evidence"),
        Kind.BOTH: _("By figures and evidence"),
    },
    Outcome: {
        Outcome.MET: _("Met"),
        Outcome.NOT_MET: _("Not met"),
        Outcome.NO_DATA: _("No data"),
    },
    Effect: {
        Effect.LOSES: _("Would pass no more"),
        Effect.GAINS: _("Would pass now"),
        Effect.STILL_FAILS: _("Would go on not passing"),
        Effect.STILL_PASSES: _("Would go on passing"),
    },
    Flaw: {
        Flaw.UNREADABLE: _("this is no standard: the file cannot be read there"),
        Flaw.TOO_LONG: _("this is longer than a standard needs"),
        Flaw.MISSING: _("something is missing, or not of the kind that belongs there"),
        Flaw.CATEGORY_UNKNOWN: _("this is none of the four categories"),
        Flaw.NOTHING_ASKED: _("nothing is asked, so that every brand would pass"),
        Flaw.NOT_A_DAY: _("this is not a day"),
        Flaw.NUMBER_TWICE: _("this number stands twice"),
        Flaw.WORD_UNKNOWN: _("this word has no meaning here"),
        Flaw.KIND_UNKNOWN: _("a condition is numeric, attested or both"),
        Flaw.FIGURES_UNFIT: _("a numeric condition needs a figure, an attested one has none"),
        Flaw.NEITHER_TRUE_NOR_FALSE: _("this is neither true nor false"),
        Flaw.PARTS_UNFIT: _("parts are a list and need the rule “or”"),
        Flaw.COMPARISON_UNKNOWN: _("a comparison is one of >=, >, <= and <"),
        Flaw.UNIT_WRONG: _("the figure has another unit"),
        Flaw.NO_THRESHOLD: _("this is no threshold"),
        Flaw.THRESHOLD_IMPOSSIBLE: _("the figure can never have this value"),
    },
    ReporterKind: {
        ReporterKind.ASSOCIATION: _("Trade association or chamber"),
        ReporterKind.ENTERPRISE: _("Enterprise"),
        ReporterKind.AGENCY: _("Human resources agency"),
        ReporterKind.TRAINING_PROVIDER: _("Training provider"),
        ReporterKind.INCUBATOR: _("Startup incubator"),
        ReporterKind.OTHER: _("Somebody else"),
    },
    SurveyOutcome: {
        SurveyOutcome.WAITING: _("To be decided"),
        SurveyOutcome.MERGED: _("Merged with another"),
        SurveyOutcome.BRAND_TO_BE: _("A brand to be"),
        SurveyOutcome.TO_NURTURE: _("To be nurtured"),
        SurveyOutcome.NOT_A_BRAND: _("Not a brand"),
    },
    CertificationState: {
        CertificationState.PREPARING: _("Being prepared"),
        CertificationState.AT_COUNTY: _("With the county"),
        CertificationState.AT_CITY: _("With the city"),
        CertificationState.SENT_BACK: _("Sent back"),
        CertificationState.CERTIFIED: _("Certified"),
        CertificationState.REFUSED: _("Refused"),
        CertificationState.WITHDRAWN: _("Withdrawn"),
    },
    CertificationStep: {
        CertificationStep.SUBMIT: _("Hand in"),
        CertificationStep.FORWARD: _("Forward to the city"),
        CertificationStep.SEND_BACK: _("Send back"),
        CertificationStep.CERTIFY: _("Certify"),
        CertificationStep.REFUSE: _("Refuse"),
        CertificationStep.WITHDRAW: _("Withdraw"),
    },
    CertificateState: {
        CertificateState.VALID: _("Valid"),
        CertificateState.EXPIRED: _("Expired"),
        CertificateState.SUSPENDED: _("Suspended"),
        CertificateState.REVOKED: _("Revoked"),
        CertificateState.REPLACED: _("Replaced by a newer one"),
    },
    EvidenceType: {
        EvidenceType.PDF: _("PDF"),
        EvidenceType.PNG: _("PNG picture"),
        EvidenceType.JPEG: _("JPEG picture"),
    },
    ClockReason: {
        ClockReason.DEADLINE_PASSED: _("The time to mend it has passed, and the brand is still below the standard."),
        ClockReason.CERTIFICATE_ENDED: _("The certificate has ended and was not renewed."),
    },
    CaseState: {
        CaseState.OPEN: _("To be mended"),
        CaseState.SUSPENDED: _("Suspended"),
        CaseState.RECTIFIED: _("Mended"),
        CaseState.EXITED: _("Left the library"),
    },
    Finding: {
        Finding.IN_ORDER: _("In order"),
        Finding.TO_IMPROVE: _("To be improved"),
        Finding.FAILED: _("Not in order"),
    },
    EmploymentType: {
        EmploymentType.FULL_TIME: _("Full-time"),
        EmploymentType.PART_TIME: _("Part-time"),
        EmploymentType.SEASONAL: _("Seasonal"),
        EmploymentType.GIG: _("Gig"),
        EmploymentType.APPRENTICE: _("Apprenticeship"),
    },
    Shift: {
        Shift.DAY: _("Day shift"),
        Shift.TWO_SHIFTS: _("Two shifts"),
        Shift.THREE_SHIFTS: _("Three shifts"),
        Shift.NIGHT: _("Night shift"),
        Shift.FLEXIBLE: _("Flexible hours"),
    },
    Insurance: {
        Insurance.PENSION: _("Pension insurance"),
        Insurance.MEDICAL: _("Medical insurance"),
        Insurance.UNEMPLOYMENT: _("Unemployment insurance"),
        Insurance.INJURY: _("Work-injury insurance"),
        Insurance.MATERNITY: _("Maternity insurance"),
        Insurance.HOUSING_FUND: _("Housing fund"),
    },
    WageUnit: {
        WageUnit.MONTH: _("month"),
        WageUnit.DAY: _("day"),
        WageUnit.HOUR: _("hour"),
        WageUnit.PIECE: _("piece"),
    },
    Verification: {
        Verification.WAITING: _("Waits for an official"),
        Verification.VERIFIED: _("Verified"),
        Verification.SENT_BACK: _("Sent back"),
    },
    AdvertisementRule: {
        AdvertisementRule.SEX: _("Limits men or women"),
        AdvertisementRule.MARITAL_OR_BIRTH: _("Asks about marriage or children"),
        AdvertisementRule.ETHNICITY: _("Limits ethnic groups"),
        AdvertisementRule.RELIGION: _("Limits religions"),
        AdvertisementRule.HOUSEHOLD_REGISTRATION: _("Limits where people come from"),
        AdvertisementRule.INFECTION: _("Limits carriers of infections"),
        AdvertisementRule.DISABILITY: _("Limits people with disabilities"),
        AdvertisementRule.AGE: _("Limits age"),
        AdvertisementRule.FEE: _("Asks for money or papers"),
    },
    VacancyState: {
        VacancyState.IN_REVIEW: _("In review"),
        VacancyState.OPEN: _("Hiring"),
        VacancyState.PAUSED: _("Paused"),
        VacancyState.FILLED: _("Filled"),
        VacancyState.EXPIRED: _("Expired"),
        VacancyState.REFUSED: _("Sent back"),
        VacancyState.CLOSED: _("Closed"),
    },
    ApplicationState: {
        ApplicationState.SUBMITTED: _("Sent"),
        ApplicationState.VIEWED: _("Seen"),
        ApplicationState.SHORTLISTED: _("Shortlisted"),
        ApplicationState.INTERVIEW: _("Interview"),
        ApplicationState.OFFERED: _("Offer made"),
        ApplicationState.ACCEPTED: _("Offer accepted"),
        ApplicationState.PLACED: _("At work"),
        ApplicationState.DECLINED_BY_ENTERPRISE: _("Turned down"),
        ApplicationState.DECLINED_BY_WORKER: _("Offer declined"),
        ApplicationState.WITHDRAWN: _("Withdrawn"),
        ApplicationState.NO_SHOW: _("Did not come"),
        ApplicationState.EXPIRED: _("Expired"),
    },
    InvitationState: {
        InvitationState.PREPARED: _("Prepared"),
        InvitationState.SENT: _("Sent"),
        InvitationState.ACCEPTED: _("Accepted"),
        InvitationState.DECLINED: _("Declined"),
        InvitationState.EXPIRED: _("Expired"),
    },
    TicketState: {
        TicketState.BOOKED: _("Place booked"),
        TicketState.WAITING: _("On the waiting list"),
        TicketState.CHECKED_IN: _("Checked in"),
        TicketState.CANCELLED: _("Given back"),
    },
    RegistrationState: {
        RegistrationState.INVITED: _("Invited, not confirmed yet"),
        RegistrationState.REQUESTED: _("Asks for a booth"),
        RegistrationState.WAITING: _("Waits for a booth"),
        RegistrationState.APPROVED: _("Comes"),
        RegistrationState.REFUSED: _("Not accepted"),
        RegistrationState.WITHDRAWN: _("Withdrawn"),
        RegistrationState.ATTENDED: _("Was there"),
        RegistrationState.ABSENT: _("Did not come"),
    },
    BoothSize: {
        BoothSize.SINGLE: _("Single, 3 metres"),
        BoothSize.DOUBLE: _("Double, 6 metres"),
    },
    SpotKind: {SpotKind.BOOTH: _("Booth"), SpotKind.ROOM: _("Room for interviews")},
    FunnelStep: {
        FunnelStep.INVITED: _("Invited"),
        FunnelStep.BOOKED: _("Booked"),
        FunnelStep.CAME: _("Came"),
        FunnelStep.VISITED: _("Visited a booth"),
        FunnelStep.INTERVIEWED: _("Interviewed"),
        FunnelStep.OFFERED: _("Were offered work"),
        FunnelStep.PLACED: _("At work"),
    },
    InterviewState: {
        InterviewState.PLANNED: _("Planned"),
        InterviewState.RUNNING: _("Under way"),
        InterviewState.DONE: _("Over"),
        InterviewState.MISSED: _("Did not come"),
        InterviewState.CANCELLED: _("Called off"),
    },
    FairState: {
        FairState.PROPOSED: _("Proposed"),
        FairState.PUBLISHED: _("Published"),
        FairState.HELD: _("Held"),
        FairState.CANCELLED: _("Cancelled"),
    },
    FairMode: {
        FairMode.ON_SITE: _("On site"),
        FairMode.ONLINE: _("Online"),
        FairMode.BOTH: _("On site and online"),
    },
    Campaign: {
        Campaign.SPRING_BREEZE: _("Spring Breeze"),
        Campaign.PRIVATE_ENTERPRISES: _("Month of private enterprises"),
        Campaign.HUNDRED_DAYS: _("Hundred days of hiring"),
        Campaign.GOLDEN_AUTUMN: _("Golden autumn of hiring"),
        Campaign.EMPLOYMENT_AID: _("Month of employment aid"),
    },
    OrderState: {OrderState.OPEN: _("Open"), OrderState.CLOSED: _("Closed")},
    BatchState: {
        BatchState.FORMING: _("Forming"),
        BatchState.DEPARTED: _("Departed"),
        BatchState.ARRIVED: _("Arrived"),
        BatchState.CANCELLED: _("Cancelled"),
    },
    Stage: {
        Stage.COMING: _("Going soon"),
        Stage.AWAY: _("Away now"),
        Stage.STAYED: _("Stayed three months"),
        Stage.LEFT_EARLY: _("Left early"),
        Stage.NO_SHOW: _("Did not come"),
    },
    ClaimState: {
        ClaimState.SUBMITTED: _("To be checked"),
        ClaimState.CHECKED: _("Checked, to be approved"),
        ClaimState.APPROVED: _("Approved, to be paid"),
        ClaimState.PAID: _("Paid"),
        ClaimState.REFUSED: _("Claim refused"),
    },
    Obstacle: {
        Obstacle.NO_CONTRACT: _("no contract is entered"),
        Obstacle.CONTRACT_SHORT: _("the contract is too short"),
        Obstacle.NOT_RETAINED: _("not long enough at work yet"),
        Obstacle.FEE_TAKEN: _("the worker was asked for money"),
        Obstacle.OBJECTED: _("the worker contradicts the records"),
        Obstacle.CLAIMED_BEFORE: _("claimed before, here or by another agency"),
        Obstacle.NOT_AT_WORK: _("not at work, by their own word"),
        Obstacle.PAID_FEE: _("has paid money, by their own word"),
        Obstacle.NOT_REACHED: _("not reached by phone"),
        Obstacle.CLAIM_REFUSED: _("the claim was refused"),
    },
    CallOutcome: {
        CallOutcome.AT_WORK: _("is at work"),
        CallOutcome.NOT_AT_WORK: _("is not at work"),
        CallOutcome.PAID_FEE: _("has paid for the place"),
        CallOutcome.NOT_REACHED: _("not reached"),
    },
    RosterState: {
        RosterState.PROPOSED: _("Matched"),
        RosterState.NOTIFIED: _("Asked"),
        RosterState.AGREED: _("Agreed"),
        RosterState.CONTRACTED: _("Contract signed"),
        RosterState.DEPARTED: _("On the way"),
        RosterState.ARRIVED: _("Arrived"),
        RosterState.RETAINED_1M: _("One month at work"),
        RosterState.RETAINED_3M: _("Three months at work"),
        RosterState.RETAINED_6M: _("Six months at work"),
        RosterState.RETURNED: _("Back home"),
        RosterState.DECLINED: _("Declined"),
        RosterState.REMOVED: _("Taken off"),
        RosterState.NO_SHOW: _("Did not come"),
        RosterState.LEFT_EARLY: _("Left early"),
    },
    ConsentWay: {
        ConsentWay.OWN_PAGE: _("on the own page"),
        ConsentWay.CODE_TO_AGENCY: _("with a code, read to the agency"),
        ConsentWay.CODE_ON_PAGE: _("with a code, typed on the phone"),
    },
    StepReason: {
        StepReason.NOT_REACHED: _("Could not be reached"),
        StepReason.ILL: _("Ill"),
        StepReason.FAMILY: _("Family"),
        StepReason.CHANGED_MIND: _("Did not want to any more"),
        StepReason.OTHER_WORK: _("Found other work"),
        StepReason.WAGE_NOT_AS_AGREED: _("Wage not as agreed"),
        StepReason.WORK_NOT_AS_AGREED: _("Work not as agreed"),
        StepReason.HOUSING: _("Housing or meals not as agreed"),
        StepReason.INJURY: _("Hurt at work"),
        StepReason.NOT_SETTLED: _("Did not settle in"),
        StepReason.DISMISSED: _("Dismissed"),
        StepReason.NO_WORK_LEFT: _("The employer had no work left"),
        StepReason.OTHER: _("Another reason"),
    },
    VehicleKind: {
        VehicleKind.COACH: _("Coach"),
        VehicleKind.MINIBUS: _("Minibus"),
        VehicleKind.TRAIN: _("Train"),
        VehicleKind.AIRCRAFT: _("Flight"),
        VehicleKind.OTHER: _("Another vehicle"),
    },
    CheckMethod: {
        CheckMethod.CALLED_WORKER: _("Called the worker"),
        CheckMethod.EMPLOYER_LIST: _("List of the employer"),
        CheckMethod.PAYROLL: _("Payroll or insurance record"),
        CheckMethod.VISIT: _("Visited the place"),
    },
    ObjectionKind: {
        ObjectionKind.FEE_TAKEN: _("Somebody took money from me for this place"),
        ObjectionKind.NEVER_AGREED: _("I never said yes to this"),
        ObjectionKind.NOT_AS_AGREED: _("Wage, work or housing are not as promised"),
        ObjectionKind.NOT_AT_WORK: _("I do not work there"),
    },
    ObjectionOutcome: {
        ObjectionOutcome.UPHELD: _("The worker is right"),
        ObjectionOutcome.UNFOUNDED: _("Nothing to it"),
    },
    CodeMatter: {
        CodeMatter.PLACE_AWAY: _("to take a place of work away from home"),
        CodeMatter.PROFILE: _("to take over your profile"),
    },
    Job: {
        Job.INDEX_SYNC: _("Tell search what changed"),
        Job.MESSAGES_SEND: _("Deliver messages"),
        Job.ALERTS_SEND: _("Tell what is new for kept searches"),
        Job.INDEX_RECONCILE: _("Compare search with the database"),
        Job.QUERY_LOG_FOLD: _("Count what is searched for"),
        Job.QUERY_LOG_FORGET: _("Forget old searches"),
        Job.VACANCIES_EXPIRE: _("End what has had its time"),
        Job.VACANCIES_PRICE: _("Price crowded vacancies"),
        Job.LABOUR_EXPORT_MATCH: _("Match export orders with workers"),
        Job.FAIRS_ASSEMBLE: _("Assemble job fairs"),
        Job.BRANDS_REVIEW: _("Review certified brands"),
        Job.BRANDS_FOLLOW_UP: _("Follow up what brands have to mend"),
        Job.FAIRS_PREPARE: _("Prepare the fairs of tomorrow"),
        Job.FAIRS_KEEP_TIME: _("Keep the time of the fairs of today"),
        Job.RETENTION_CHECK: _("Look who is to be checked after one, three and six months away"),
    },
    QuerySource: {
        QuerySource.PAGE: _("The search page"),
        QuerySource.ZONE: _("Brand zones"),
        QuerySource.API: _("Other programs"),
    },
    QueryOutcome: {
        QueryOutcome.FOUND: _("Found as asked"),
        QueryOutcome.RESCUED: _("Found when something was given up"),
        QueryOutcome.NOTHING: _("Nothing found"),
    },
    QueryEngine: {
        QueryEngine.EMBEDDED: _("The embedded engine"),
        QueryEngine.ELASTIC: _("Elasticsearch"),
        QueryEngine.DATABASE: _("The database alone"),
    },
    QueryAct: {
        QueryAct.OPENED: _("Opened"),
        QueryAct.APPLIED: _("Applied"),
    },
    FactKind: {
        FactKind.SOURCE: _("Where people search"),
        FactKind.OUTCOME: _("What came of it"),
        FactKind.ENGINE: _("What answered"),
        FactKind.FILTER: _("Filters that were set"),
        FactKind.RELAXED: _("What had to be given up"),
        FactKind.ZONE: _("Zones in which people search"),
        FactKind.ACT: _("What was done with hits"),
        FactKind.ZONE_VISIT: _("Visits of zones"),
        FactKind.ZONE_CARD: _("Visits by the card of a zone"),
        FactKind.ZONE_OPENED: _("Vacancies opened from zones"),
        FactKind.ZONE_APPLIED: _("Applications that came from zones"),
    },
    SynonymState: {
        SynonymState.ACCEPTED: _("Search goes by these"),
        SynonymState.REFUSED: _("Not the same"),
        SynonymState.WITHDRAWN: _("Taken back"),
    },
    SynonymGround: {
        SynonymGround.REWORDED: _("People typed it next"),
        SynonymGround.LIKELY: _("It reads like this occupation"),
        SynonymGround.BY_HAND: _("Written by an official"),
    },
    RunState: {
        RunState.REQUESTED: _("Waiting"),
        RunState.RUNNING: _("Running"),
        RunState.SUCCEEDED: _("Done"),
        RunState.FAILED: _("Failed"),
        RunState.ABANDONED: _("Broken off"),
    },
    Education: {
        Education.PRIMARY: _("Primary school"),
        Education.JUNIOR_MIDDLE: _("Junior middle school"),
        Education.SENIOR_MIDDLE: _("Senior middle school"),
        Education.VOCATIONAL: _("Vocational school"),
        Education.COLLEGE: _("College"),
        Education.BACHELOR: _("Bachelor's degree"),
        Education.MASTER: _("Master's degree or above"),
    },
    HardshipCategory: {
        HardshipCategory.ZERO_EMPLOYMENT_FAMILY: _("Nobody in the family has work"),
        HardshipCategory.MINIMUM_LIVING_ALLOWANCE: _("Minimum living allowance"),
        HardshipCategory.DISABLED: _("Disabled person"),
        HardshipCategory.LONG_TERM_UNEMPLOYED: _("Long-term unemployed"),
        HardshipCategory.OLDER_WORKER: _("Woman over 40 or man over 50 out of work"),
        HardshipCategory.LIFTED_FROM_POVERTY: _("Lifted out of poverty"),
        HardshipCategory.LANDLESS_FARMER: _("Farmer who lost the land"),
        HardshipCategory.RETIRED_FISHER: _("Fisher who gave up fishing"),
    },
    CertificateKind: {
        CertificateKind.SKILL_LEVEL: _("Skill level"),
        CertificateKind.SPECIAL_ABILITY: _("Special ability"),
        CertificateKind.LICENCE: _("Licence that the law asks for"),
        CertificateKind.OTHER: _("Another certificate"),
    },
    CertificateStanding: {
        CertificateStanding.CLAIMED: _("said by the worker"),
        CertificateStanding.WAITING: _("waits for an official"),
        CertificateStanding.VERIFIED: _("verified"),
        CertificateStanding.REFUSED: _("refused"),
    },
    ProofOfConsent: {
        ProofOfConsent.SIGNED_PAPER: _("signed on paper"),
        ProofOfConsent.SIGNED_ON_SCREEN: _("signed on a screen"),
        ProofOfConsent.RECORDED_CALL: _("recorded call"),
    },
    PairGround: {
        PairGround.SAME_IDENTITY: _("the same identity number"),
        PairGround.SAME_PHONE_NAME_YEAR: _("the same phone, name and year of birth"),
    },
    PairState: {
        PairState.OPEN: _("to be decided"),
        PairState.TWO_PEOPLE: _("two people"),
        PairState.MERGED: _("put together"),
    },
    AgeBand: {
        AgeBand.UNDER_25: _("under 25"),
        AgeBand.FROM_25: _("25 to 34"),
        AgeBand.FROM_35: _("35 to 44"),
        AgeBand.FROM_45: _("45 to 54"),
        AgeBand.FROM_55: _("55 and older"),
    },
    ConsentPurpose: {
        ConsentPurpose.TERMS: _("Terms of use"),
        ConsentPurpose.FINDABLE: _("Enterprises may find my profile"),
        ConsentPurpose.MATCHING: _("Match me with vacancies, fairs and labour export"),
        ConsentPurpose.SENSITIVE: _("Keep my hardship category, for officials and matching only"),
        ConsentPurpose.IDENTITY: _("Keep my identity number, locked away, for officials only"),
    },
    SkillLevel: {
        SkillLevel.NONE: _("No level"),
        SkillLevel.APPRENTICE: _("Apprentice"),
        SkillLevel.LEVEL_5: _("Level 5, junior worker"),
        SkillLevel.LEVEL_4: _("Level 4, intermediate worker"),
        SkillLevel.LEVEL_3: _("Level 3, senior worker"),
        SkillLevel.LEVEL_2: _("Level 2, technician"),
        SkillLevel.LEVEL_1: _("Level 1, senior technician"),
        SkillLevel.SPECIAL_TECHNICIAN: _("Special technician"),
        SkillLevel.CHIEF_TECHNICIAN: _("Chief technician"),
    },
    Licence: {
        Licence.ELECTRICIAN: _("Electrician's licence"),
        Licence.WELDING: _("Welding licence"),
        Licence.WORK_AT_HEIGHT: _("Licence for work at height"),
        Licence.REFRIGERATION: _("Refrigeration licence"),
        Licence.FORKLIFT: _("Forklift licence"),
        Licence.CRANE: _("Crane licence"),
        Licence.BOILER: _("Boiler licence"),
        Licence.LIFT: _("Lift licence"),
        Licence.DRIVING_C1: _("Driving licence C1"),
        Licence.DRIVING_B2: _("Driving licence B2"),
        Licence.DRIVING_A2: _("Driving licence A2"),
        Licence.DRIVING_A1: _("Driving licence A1"),
        Licence.HEALTH: _("Health certificate"),
        Licence.SECURITY_GUARD: _("Security guard's licence"),
        Licence.NURSE: _("Nurse's licence"),
        Licence.PHYSICIAN: _("Physician's licence"),
        Licence.PHARMACIST: _("Pharmacist's licence"),
        Licence.TEACHER: _("Teacher's licence"),
        Licence.TOUR_GUIDE: _("Tour guide's licence"),
    },
}
"""By enum, because words of different enums may be spelt alike."""


def label(member: Enum) -> Any:
    """The name of a coded word in the language of the page."""
    return LABELS[type(member)][member]


def said_reason(reason: str) -> Any:
    """A reason as an official wrote it, or as the page says what the clock decided by itself."""
    return label(ClockReason(reason)) if reason in set(ClockReason) else reason
