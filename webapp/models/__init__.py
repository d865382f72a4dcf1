"""The tables, one file an aggregate."""

from webapp.models.accounts import Account
from webapp.models.applications import Application, ApplicationEvent, Invitation
from webapp.models.audit import AuditEntry
from webapp.models.base import Base
from webapp.models.brands import Brand, BrandFigure, BrandMember, BrandOccupation, Zone
from webapp.models.codes import Division, Industry, Occupation
from webapp.models.enterprises import Agency, Enterprise
from webapp.models.fair_tickets import FairSlot, FairTicket
from webapp.models.fairs import Booth, BoothVacancy, Fair
from webapp.models.jobs import JobRun, Lease
from webapp.models.labour_export import Batch, CooperationAgreement, ExportOrder, RosterEntry, RosterEvent
from webapp.models.outbox import OutboxEntry
from webapp.models.vacancies import Vacancy, VacancyLicence, VacancyRevision, VacancySkill
from webapp.models.workers import (
    Certificate,
    Consent,
    Worker,
    WorkerBlock,
    WorkerDestination,
    WorkerOccupation,
    WorkerSkill,
)

__all__ = [
    "Account",
    "Agency",
    "Application",
    "ApplicationEvent",
    "AuditEntry",
    "Base",
    "Batch",
    "Booth",
    "BoothVacancy",
    "Brand",
    "BrandFigure",
    "BrandMember",
    "BrandOccupation",
    "Certificate",
    "Consent",
    "CooperationAgreement",
    "Division",
    "Enterprise",
    "ExportOrder",
    "Fair",
    "FairSlot",
    "FairTicket",
    "Industry",
    "Invitation",
    "JobRun",
    "Lease",
    "Occupation",
    "OutboxEntry",
    "RosterEntry",
    "RosterEvent",
    "Vacancy",
    "VacancyLicence",
    "VacancyRevision",
    "VacancySkill",
    "Worker",
    "WorkerBlock",
    "WorkerDestination",
    "WorkerOccupation",
    "WorkerSkill",
    "Zone",
]
