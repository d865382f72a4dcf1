"""The tables, one file an aggregate."""

from webapp.models.accounts import Account
from webapp.models.alerts import AlertMatch, SavedQuestion, SavedSearch, ToldVacancy, VacancyOpening
from webapp.models.applications import Application, ApplicationEvent, Invitation
from webapp.models.audit import AuditEntry
from webapp.models.base import Base
from webapp.models.brand_reviews import BrandReview, RectificationCase
from webapp.models.brands import (
    Brand,
    BrandFigure,
    BrandMember,
    BrandOccupation,
    BrandPerson,
    BrandSite,
    EnterpriseReport,
)
from webapp.models.campaigns import CampaignAnnouncement
from webapp.models.certifications import (
    Attestation,
    BrandCertificate,
    Certification,
    CertificationStepTaken,
    EvidenceFile,
    StandardVersion,
)
from webapp.models.codes import Division, Industry, Occupation
from webapp.models.companions import Companionship
from webapp.models.contests import Contest, ContestConflict, ContestEntry, ContestJuror, ContestScore
from webapp.models.directories import DirectoryEdition, DirectoryEntry
from webapp.models.duplicates import WorkerPair
from webapp.models.enterprises import Agency, Enterprise
from webapp.models.exhibitions import Exhibition, ExhibitionVisitor
from webapp.models.fair_days import BoothVisit
from webapp.models.fair_registrations import FairRegistration, RegistrationVacancy
from webapp.models.fair_tickets import FairSlot, FairTicket
from webapp.models.fair_timetables import FairInterview, FairTimetable
from webapp.models.fairs import Booth, BoothVacancy, Fair
from webapp.models.halls import Hall, HallSpot
from webapp.models.identities import WorkerIdentity
from webapp.models.inspections import Inspection, InspectionVisit
from webapp.models.jobs import JobRun, Lease
from webapp.models.labour_export import (
    Batch,
    CooperationAgreement,
    ExportContract,
    ExportOrder,
    OneTimeCode,
    RetentionCheck,
    RosterEntry,
    RosterEvent,
    RosterLayout,
    RosterObjection,
)
from webapp.models.messages import Delivery, Message
from webapp.models.outbox import OutboxEntry
from webapp.models.pictures import Picture
from webapp.models.query_log import QueryDay, QueryFact, QueryFile, QueryRewording
from webapp.models.stories import Story
from webapp.models.subsidies import SubsidyClaim, SubsidyLine
from webapp.models.surveys import SurveyReport, SurveyRound
from webapp.models.synonyms import Synonym
from webapp.models.vacancies import Vacancy, VacancyLicence, VacancyRevision, VacancySkill
from webapp.models.vehicles import Seat, Vehicle
from webapp.models.workers import (
    Certificate,
    Consent,
    PortfolioPicture,
    Worker,
    WorkerBlock,
    WorkerDestination,
    WorkerOccupation,
    WorkerSkill,
)
from webapp.models.zones import Zone, ZoneBrand, ZoneVersion

__all__ = [
    "Account",
    "Agency",
    "AlertMatch",
    "Application",
    "ApplicationEvent",
    "Attestation",
    "AuditEntry",
    "Base",
    "Batch",
    "Booth",
    "BoothVacancy",
    "BoothVisit",
    "Brand",
    "BrandCertificate",
    "BrandFigure",
    "BrandMember",
    "BrandOccupation",
    "BrandPerson",
    "BrandReview",
    "BrandSite",
    "CampaignAnnouncement",
    "Certificate",
    "Certification",
    "CertificationStepTaken",
    "Companionship",
    "Consent",
    "Contest",
    "ContestConflict",
    "ContestEntry",
    "ContestJuror",
    "ContestScore",
    "CooperationAgreement",
    "Delivery",
    "DirectoryEdition",
    "DirectoryEntry",
    "Division",
    "Enterprise",
    "EnterpriseReport",
    "EvidenceFile",
    "Exhibition",
    "ExhibitionVisitor",
    "ExportContract",
    "ExportOrder",
    "Fair",
    "FairInterview",
    "FairRegistration",
    "FairSlot",
    "FairTicket",
    "FairTimetable",
    "Hall",
    "HallSpot",
    "Industry",
    "Inspection",
    "InspectionVisit",
    "Invitation",
    "JobRun",
    "Lease",
    "Message",
    "Occupation",
    "OneTimeCode",
    "OutboxEntry",
    "Picture",
    "PortfolioPicture",
    "QueryDay",
    "QueryFact",
    "QueryFile",
    "QueryRewording",
    "RectificationCase",
    "RegistrationVacancy",
    "RetentionCheck",
    "RosterEntry",
    "RosterEvent",
    "RosterLayout",
    "RosterObjection",
    "SavedQuestion",
    "SavedSearch",
    "Seat",
    "StandardVersion",
    "Story",
    "SubsidyClaim",
    "SubsidyLine",
    "SurveyReport",
    "SurveyRound",
    "Synonym",
    "ToldVacancy",
    "Vacancy",
    "VacancyLicence",
    "VacancyOpening",
    "VacancyRevision",
    "VacancySkill",
    "Vehicle",
    "Worker",
    "WorkerBlock",
    "WorkerDestination",
    "WorkerIdentity",
    "WorkerOccupation",
    "WorkerPair",
    "WorkerSkill",
    "Zone",
    "ZoneBrand",
    "ZoneVersion",
]
