"""What a refusal says to people: one table from the classes of the domain to sentences."""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask import flash
from flask_babel import format_date
from flask_babel import lazy_gettext as _

from domain import (
    accounts,
    alerts,
    applications,
    batches,
    brand_reviews,
    campaigns,
    certifications,
    companions,
    contacts,
    directories,
    enterprises,
    evidence,
    export_contracts,
    fair_floors,
    fair_proposals,
    fair_registrations,
    fair_tickets,
    fair_timetables,
    fairs,
    halls,
    inspections,
    interviews,
    invitations,
    labour_export,
    objections,
    one_time_codes,
    retention,
    roster_steps,
    runs,
    spreadsheets,
    surveys,
    synonyms,
    vacancies,
    vehicles,
    wages,
    workers,
)
from domain.brands import assessment as brand_assessment
from domain.brands import dossier as brand_dossier
from domain.brands import figures as brand_figures
from domain.brands import names as brand_names
from domain.brands import standard_files as brand_standard_files
from domain.brands import standards as brand_standards
from domain.brands import standing as brand_standing
from domain.errors import RuleBroken
from webapp.labels import LABELS, label
from webapp.presentation import yuan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORDING: dict[type[RuleBroken], Any] = {
    accounts.PhoneInvalid: _("This is not a mobile number. It has 11 digits, for example 139 1234 5678."),
    accounts.PhoneTaken: _("There is an account with this number already. Sign in instead, or use another number."),
    accounts.PasswordTooShort: _("The password needs at least %(least)s characters."),
    accounts.PasswordTooLong: _("The password may have at most %(most)s characters."),
    accounts.PasswordTooCommon: _("This password is too easy to guess. Take another one."),
    accounts.SignInRefused: _("The number and the password do not belong together."),
    accounts.AccountLocked: _("This account is locked. Please ask the employment service of your county."),
    accounts.OldPasswordWrong: _("This is not your present password."),
    accounts.PasswordUnchanged: _("The new password is the old one. Take another."),
    accounts.PersonNameMissing: _("Please give your name."),
    accounts.PersonNameTooLong: _("The name has %(length)s characters. It may have %(most)s."),
    accounts.TermsNotAccepted: _("Without your agreement we may not open an account for you."),
    contacts.MailInvalid: _("This is not a mail address. It looks like name@example.com."),
    contacts.MailStands: _("This is your address already, and it is confirmed."),
    contacts.MailAskedTooOften: _(
        "We have just sent a mail. Look into the folder for spam as well; after %(minutes)s minutes you may ask for "
        "another, at most %(most)s times a day."
    ),
    contacts.MailLinkOld: _(
        "This link is too old, or was used already. Ask for a new mail on the page of your account."
    ),
    alerts.TooManySearches: _("You keep %(most)s searches already. Delete one that you do not need any more."),
    alerts.SearchAsksNothing: _("Say first what you look for: words, a place, a wage."),
    alerts.SearchKept: _("You keep this search already."),
    alerts.SearchNameMissing: _("Please give the search a name."),
    alerts.SearchNameTooLong: _("The name has %(length)s characters. It may have %(most)s."),
    alerts.MailUnconfirmed: _("You have no confirmed mail address yet. Add one to your account first."),
    accounts.DivisionUnfit: _("A county official belongs to a county, a city official to the city."),
    accounts.OwnAccountKept: _("You cannot lock the account that you are using."),
    accounts.OutOfScope: _("This belongs to another division, where you cannot decide."),
    applications.ApplicationStepRefused: _("The application has moved on. This step is not possible now."),
    applications.ReasonMissing: _("Please say why: the worker will read it."),
    applications.ReasonTooLong: _("The reason has %(length)s characters. It may have %(most)s."),
    applications.MessageTooLong: _("The message has %(length)s characters. It may have %(most)s."),
    applications.AlreadyApplied: _("You have applied for this vacancy already."),
    applications.VacancyNotOpen: _("This vacancy takes no applications now."),
    applications.NoSeatLeft: _("All places of this vacancy are taken."),
    applications.TooYoungForHazard: _("The law keeps people under 18 from this work, because it is dangerous."),
    campaigns.CampaignReversed: _("The campaign would end before it begins."),
    campaigns.CampaignTooLong: _("%(days)s days are too many for a campaign. It runs for at most %(most)s."),
    campaigns.CampaignOutOfSeason: _("It usually begins on %(usual)s. Is this another campaign, or another year?"),
    campaigns.CampaignSourceTooLong: _("The name has %(length)s characters. It may have %(most)s."),
    campaigns.CampaignAnnounced: _("Somebody else has just entered this campaign. Please look at what stands there."),
    fair_tickets.FairTakesNoVisitors: _("No places are booked for this fair."),
    fair_tickets.SlotUnknown: _("Please choose when you want to come."),
    fair_tickets.TicketHeld: _("You have a ticket for this fair already."),
    fair_tickets.TicketTransitionRefused: _("This ticket cannot be used: it was used already, or given back."),
    fair_tickets.TicketUnknown: _("No ticket of this fair has this code."),
    fair_tickets.NotTheDayOfTheFair: _("Tickets are taken on the day of the fair only."),
    batches.SeatsImplausible: _("The number of seats must lie between 1 and %(most)s."),
    batches.SeatsBelowPromised: _("%(promised)s workers of this batch know of their seat already."),
    batches.MoreSeatsThanAsked: _("The order has %(seats_left)s places left."),
    batches.DepartureOutsideWindow: _("The order leaves between %(departs_from)s and %(departs_until)s."),
    batches.EscortNameTooLong: _("The name may have at most %(most)s characters."),
    batches.EscortPhoneInvalid: _("This is not a phone number that can be called."),
    batches.BatchNotForming: _("This batch has left or was cancelled and is not changed any more."),
    batches.AgencyNotVerified: _("An official has to look at your licence first. Then you can take seats."),
    brand_assessment.IndicatorUnusable: _("A figure is not a number, or cannot be: %(indicator)s."),
    brand_assessment.AttestationUnusable: _("Condition %(condition)s is either fulfilled or not."),
    brand_dossier.EnglishNameTooLong: _("The name has %(length)s characters. It may have %(most)s."),
    brand_dossier.ProductsTooLong: _("The text has %(length)s characters. It may have %(most)s."),
    brand_dossier.StoryTooLong: _("The text has %(length)s characters. It may have %(most)s."),
    brand_dossier.EnglishStoryTooLong: _("The text has %(length)s characters. It may have %(most)s."),
    brand_dossier.TooManyBrandOccupations: _("You ticked %(count)s occupations. Tick at most %(most)s."),
    brand_dossier.BrandIncomplete: _("Before the county lists a brand it needs: %(missing)s."),
    brand_dossier.EntryNameMissing: _("Please give a name."),
    brand_dossier.EntryNameTooLong: _("The name has %(length)s characters. It may have %(most)s."),
    brand_dossier.EntryNoteTooLong: _("The text has %(length)s characters. It may have %(most)s."),
    brand_dossier.NotAskedToBeNamed: _("Nobody is named here without having agreed. Please ask first, then tick it."),
    brand_dossier.EnterpriseUnknown: _("No enterprise here has this code. It has to sign up first."),
    brand_dossier.EnterpriseBelongs: _("It belongs to the brand already, or has asked to."),
    brand_dossier.MemberNotApproved: _("Only an enterprise that belongs to the brand leads in it."),
    brand_dossier.ComparisonImpossible: _("Please choose %(fewest)s to %(most)s different brands."),
    brand_figures.FigureImpossible: _("This figure cannot be right. Please check it."),
    brand_figures.ShareAboveOne: _("A share is at most 100 %%."),
    brand_figures.PartAboveWhole: _("%(part)s of %(whole)s people: a part cannot be larger than the whole."),
    brand_figures.ZeroBase: _("This cannot be zero: shares are counted from it."),
    brand_figures.SourceMissing: _("Please say where the figures come from."),
    brand_figures.SourceTooLong: _("The source has %(length)s characters. It may have %(most)s."),
    brand_figures.YearImplausible: _("A report is for a year that has ended: %(first)s to %(last)s."),
    brand_figures.YearReported: _("%(year)s is reported already. Correct single figures of it instead."),
    brand_figures.ReportEmpty: _("Please give at least one figure."),
    brand_figures.CorrectionReasonMissing: _("Please say why the figure changes: others have read it."),
    brand_figures.CorrectionReasonTooLong: _("The reason has %(length)s characters. It may have %(most)s."),
    brand_figures.FigureUnchanged: _("This is the figure that stands already."),
    brand_names.BrandNameMissing: _("Please give the brand a name."),
    brand_names.BrandNameTooLong: _("The name has %(length)s characters. It may have %(most)s."),
    brand_names.BrandNameIncomplete: _(
        "A brand is named by place, trade and people. Missing: %(missing)s. Perhaps: %(proposals)s? "
        "A famous name may stand as it is, with a reason."
    ),
    brand_names.NameExceptionTooLong: _("The reason has %(length)s characters. It may have %(most)s."),
    brand_names.BrandNameTaken: _("%(name)s exists already: %(likeness)s."),
    brand_standard_files.StandardUnreadable: _("The standard cannot be read at “%(place)s”: %(flaw)s. %(found)s"),
    brand_standard_files.IndicatorUnknown: _(
        "Condition %(place)s asks for a figure that no brand reports: %(indicator)s."
    ),
    brand_standards.StandardMissing: _("Please choose a file that is not empty."),
    brand_standards.StandardTooLarge: _("A standard has at most %(kilobytes)s kilobytes."),
    brand_standards.StandardVersionTaken: _(
        "There is a standard %(version)s already. Give the new one another version."
    ),
    brand_standards.StandardAdopted: _("This standard is adopted: decisions rest on it, so it stays as it is."),
    brand_standards.AdoptionDayPast: _("A standard holds from today on at the earliest."),
    brand_standards.CategoryUnknown: _("The standard says nothing of this category."),
    brand_standing.BrandMoveRefused: _("The brand has moved on, or this step is not yours to take."),
    brand_standing.BrandReasonMissing: _("Please say why."),
    brand_standing.BrandReasonTooLong: _("The reason has %(length)s characters. It may have %(most)s."),
    surveys.SurveyTitleMissing: _("Please give the survey a title."),
    surveys.SurveyTitleTooLong: _("The title has %(length)s characters. It may have %(most)s."),
    surveys.SurveyTermImplausible: _("The survey ends after today and after it begins, within %(days)s days."),
    surveys.SurveyClosed: _("This survey takes no reports now."),
    surveys.ProductMissing: _("Please name the product or the service."),
    surveys.ProductTooLong: _("The name has %(length)s characters. It may have %(most)s."),
    surveys.FeaturesTooLong: _("The text has %(length)s characters. It may have %(most)s."),
    surveys.ReporterMissing: _("Please say who reports."),
    surveys.ReporterTooLong: _("The name has %(length)s characters. It may have %(most)s."),
    surveys.PeopleImplausible: _("The number of people must lie between 0 and %(most)s."),
    surveys.ReportDecided: _("This report has been decided already."),
    surveys.MergeUnfit: _("It can be merged only with another report of this survey that still stands."),
    surveys.SurveyReasonMissing: _("Please say why."),
    surveys.SurveyReasonTooLong: _("The reason has %(length)s characters. It may have %(most)s."),
    certifications.CertificationStepRefused: _("The application has moved on, or this step is not yours to take."),
    certifications.ConflictOfInterest: _(
        "You have applied, brought evidence, or forwarded this application yourself. Somebody else has to decide."
    ),
    certifications.CertificationReasonMissing: _("Please say why."),
    certifications.CertificationReasonTooLong: _("The reason has %(length)s characters. It may have %(most)s."),
    certifications.NotFulfilled: _("The standard is not fulfilled. Missing: %(missing)s."),
    certifications.AlreadyApplying: _("This brand has an application that is not decided yet."),
    certifications.ApplicationTooEarly: _(
        "A brand applies once its county has listed it, and again half a year before its certificate ends."
    ),
    certifications.AttestedWithoutEvidence: _(
        "Condition %(condition)s has no evidence yet, so it cannot be confirmed."
    ),
    certifications.ConditionNotAttested: _("Condition %(condition)s is not confirmed by an official."),
    certifications.CertificateMoveRefused: _("This is not possible with the certificate as it stands."),
    evidence.EvidenceMissing: _("Please choose a file that is not empty."),
    evidence.EvidenceTooLarge: _("The file is larger than %(megabytes)s megabytes. Please make it smaller."),
    evidence.EvidenceTypeRefused: _("Please send a PDF, or a picture as JPEG or PNG."),
    evidence.EvidenceDisguised: _("The file is not what its name says (%(said)s). Please save it anew and try again."),
    evidence.EvidenceBroken: _("The file is damaged: its end is missing. Please save it anew and try again."),
    evidence.EvidenceInfected: _("The virus scanner refuses this file."),
    evidence.EvidenceUnscanned: _("The virus scanner does not answer. Please try again later."),
    evidence.TooManyFiles: _("An application holds at most %(most)s files."),
    evidence.ConditionsMissing: _("Please say what the file shows."),
    evidence.EvidenceFixed: _("The application is with the officials: its evidence stays as it is."),
    brand_reviews.CaseMoveRefused: _("The case has moved on. This step is not possible now."),
    brand_reviews.CaseReasonMissing: _("Please say why."),
    brand_reviews.CaseReasonTooLong: _("The reason has %(length)s characters. It may have %(most)s."),
    brand_reviews.StillBelow: _("By the figures of today the brand is still below the standard."),
    brand_reviews.DeadlineImplausible: _("The new deadline must lie after %(after)s, within a year."),
    inspections.InspectionTitleMissing: _("Please give the inspection a title."),
    inspections.InspectionTitleTooLong: _("The title has %(length)s characters. It may have %(most)s."),
    inspections.SampleImplausible: _("At least one brand is visited, and at most %(most)s."),
    inspections.AlreadyDrawn: _("The lot of this inspection has been drawn."),
    inspections.LotForged: _("The secret number does not have the published fingerprint."),
    inspections.VisitReported: _("This visit has been reported already."),
    inspections.VisitDayImplausible: _("The visit must have been made between %(first)s and %(last)s."),
    inspections.FindingsMissing: _("Please say what was found."),
    inspections.FindingsTooLong: _("The text has %(length)s characters. It may have %(most)s."),
    directories.DirectoryEmpty: _("No brand is listed yet."),
    directories.DirectoryUnchanged: _("Nothing has changed since the last edition."),
    directories.DirectoryNoteTooLong: _("The text has %(length)s characters. It may have %(most)s."),
    enterprises.UsccLengthWrong: _("The code has %(right)s characters, you typed %(length)s."),
    enterprises.UsccCharacterWrong: _(
        "Character %(place)s, “%(character)s”, cannot stand there. Perhaps it is %(perhaps)s? "
        "The letters I, O, S, V and Z are never used."
    ),
    enterprises.UsccCheckDigitWrong: _(
        "The last character does not fit the others: one of them is mistyped. Please compare it with your licence."
    ),
    enterprises.UsccTaken: _("Somebody has signed up with this code already. Ask your colleagues, or the county."),
    enterprises.OrganisationNameMissing: _("Please give the name as it stands on the licence."),
    enterprises.OrganisationNameTooLong: _("The name has %(length)s characters. It may have %(most)s."),
    enterprises.AddressTooLong: _("The address has %(length)s characters. It may have %(most)s."),
    enterprises.IntroductionTooLong: _("The introduction has %(length)s characters. It may have %(most)s."),
    enterprises.ContactPhoneInvalid: _("This is not a phone number. A landline needs its area code: 0514-8734 5678."),
    enterprises.LicenceNumberMissing: _("Please give the number of the human resources service licence."),
    enterprises.LicenceNumberTooLong: _("The number has %(length)s characters. It may have %(most)s."),
    enterprises.LicenceExpired: _("The licence ran out on %(valid_until)s. Please renew it first."),
    enterprises.PlaceUnknown: _("Please choose a place of the list."),
    enterprises.IndustryUnknown: _("Please choose an industry of the list."),
    enterprises.NotVerified: _("An official has to look at your enterprise first. Then this is possible."),
    enterprises.AlreadyVerified: _("This has been verified already and is not decided again."),
    enterprises.VerificationReasonMissing: _("Please say what is missing: they will read it."),
    enterprises.VerificationReasonTooLong: _("The reason has %(length)s characters. It may have %(most)s."),
    fair_proposals.TooFewEnterprises: _("Only %(enterprises)s enterprises hire for it; a fair needs %(least)s."),
    fair_proposals.TooFewExpected: _("It is expected to place %(expected)s people, too few for a fair."),
    fair_proposals.NoDayLeft: _("Between %(soonest)s and %(latest)s there is no free Saturday."),
    fair_proposals.NotPublishedInTime: _("It was not published in time for %(held_on)s."),
    fair_floors.SpotUnfit: _("%(name)s needs power or a double booth, which %(number)s has not."),
    fair_floors.SpotUnknown: _("The hall has no such booth, or it cannot be used."),
    fair_floors.SpotLocked: _("%(name)s is locked there. Unlock it first."),
    fair_floors.BoothLocked: _("%(name)s is locked where it stands. Unlock it first."),
    fair_floors.BoothUnknown: _("This enterprise has no booth at the fair, or no spot yet."),
    fair_floors.HallTooSmall: _("%(enterprises)s enterprises come, and this hall has %(booths)s booths."),
    fair_floors.HallMissing: _("Please choose a hall first."),
    halls.HallNameMissing: _("Please give the hall a name."),
    halls.HallNameTooLong: _("The name has %(length)s characters. It may have %(most)s."),
    halls.HallNameTaken: _("There is a hall of this name already."),
    halls.HallAddressTooLong: _("The address has %(length)s characters. It may have %(most)s."),
    halls.RowsImplausible: _("A hall has between 1 and %(most)s rows."),
    halls.RowTooLong: _("A row has between 1 and %(most)s booths."),
    halls.TooManyRooms: _("A hall has at most %(most)s rooms for interviews."),
    fair_registrations.BoothLimitAboveHall: _("The hall has %(booths)s booths that can be used."),
    fair_registrations.RegistrationStepRefused: _("The registration has moved on. This step is not possible now."),
    fair_registrations.RegistrationClosed: _("This fair takes no registrations now."),
    fair_registrations.RegistrationReasonMissing: _("Please say why: the enterprise will read it."),
    fair_registrations.RegistrationReasonTooLong: _("The reason has %(length)s characters. It may have %(most)s."),
    fair_registrations.VacanciesMissing: _("Please choose at least one vacancy: that is what people come for."),
    fair_registrations.TooManyVacanciesShown: _("You chose %(count)s vacancies. A booth shows at most %(most)s."),
    fair_registrations.VacancyNotShowable: _("One of the vacancies does not hire any more. Please choose again."),
    fair_registrations.StaffImplausible: _("Between 1 and %(most)s people stand at a booth."),
    fair_registrations.NoteTooLong: _("The text has %(length)s characters. It may have %(most)s."),
    fair_registrations.WindowReversed: _("Registration would close before it opens."),
    fair_registrations.WindowTooLate: _("Registration must close before the day of the fair, %(held_on)s."),
    fair_registrations.BoothLimitImplausible: _("The number of booths must lie between 1 and %(most)s."),
    fair_registrations.BoothLimitBelowTaken: _("%(taken)s enterprises have a booth already, so it cannot be fewer."),
    fair_registrations.NotTheDayYet: _("Who came is noted from the day of the fair on, %(held_on)s."),
    fair_registrations.EnterpriseRegistered: _(
        "This enterprise has registered itself. Please refuse its registration and say why."
    ),
    fair_timetables.SlotImplausible: _("An interview takes %(minutes)s minutes."),
    fair_timetables.BreakReversed: _("The break would end before it begins."),
    fair_timetables.BreakOutside: _("The break must lie within the opening hours."),
    fair_timetables.NobodyToPlan: _("Nobody who has a ticket fits a vacancy of this fair yet."),
    fair_timetables.FairUnderWay: _("Interviews have begun: they are moved now, not planned from the beginning."),
    fair_timetables.TimetableMissing: _("There is no timetable yet."),
    interviews.InterviewStepRefused: _("The interview has moved on. This step is not possible now."),
    fairs.FairTransitionRefused: _("The fair has moved on. This step is not possible now."),
    fairs.FairFixed: _("People have been told of this fair: it is not changed any more."),
    fairs.FairTitleMissing: _("Please give the fair a title."),
    fairs.FairTitleTooLong: _("The title has %(length)s characters. It may have %(most)s."),
    fairs.VenueMissing: _("Please say where people meet."),
    fairs.VenueTooLong: _("The place has %(length)s characters. It may have %(most)s."),
    fairs.FairDayPast: _("The day must lie ahead: people have to hear of it first."),
    fairs.FairHoursReversed: _("The fair would close before it opens."),
    fairs.FairDayTaken: _("There is another fair here on this day."),
    fairs.FairWithoutBooths: _("A fair needs at least one enterprise."),
    fairs.FairReasonMissing: _("Please say why."),
    fairs.FairReasonTooLong: _("The reason has %(length)s characters. It may have %(most)s."),
    fairs.VacancyAtFairAlready: _("The fair shows this vacancy already."),
    fairs.VacancyUnknown: _("There is no open vacancy with this number here."),
    invitations.InvitationAnswered: _("This invitation has been answered already."),
    invitations.AlreadyInvited: _("You have invited this worker already."),
    invitations.WorkerNotFindable: _("This worker does not want to be found now."),
    invitations.InvitationDeclined: _("This worker has declined your invitation."),
    invitations.TooManyInvitations: _("%(most)s invitations are open for this vacancy. Wait for answers first."),
    invitations.InvitationMessageTooLong: _("The message has %(length)s characters. It may have %(most)s."),
    labour_export.RosterStepRefused: _("This place has moved on. This step is not possible now."),
    labour_export.RosterReasonMissing: _("Please say why."),
    labour_export.RosterReasonTooLong: _("The reason has %(length)s characters. It may have %(most)s."),
    labour_export.PartnerNameTooLong: _("The name may have at most %(most)s characters."),
    labour_export.AgreementContactTooLong: _("The name may have at most %(most)s characters."),
    labour_export.OrderNotOpen: _("This order is closed."),
    labour_export.OrderNumberMissing: _("Please give the order a number."),
    labour_export.OrderNumberTooLong: _("The number may have at most %(most)s characters."),
    labour_export.ProvisionsTooLong: _("The text has %(length)s characters. It may have %(most)s."),
    labour_export.OrderNumberTaken: _("There is an order with this number already."),
    labour_export.OrderTitleMissing: _("Please give the order a title."),
    labour_export.OrderTitleTooLong: _("The title has %(length)s characters. It may have %(most)s."),
    labour_export.DestinationAtHome: _("Labour export leads out of the city. Please choose another place."),
    labour_export.DepartureWindowReversed: _("The last day of departure lies before the first."),
    labour_export.DepartureWindowPast: _("The last day of departure has passed: %(departs_until)s."),
    labour_export.PartnerAtHome: _("An agreement is made with another city. Please choose another place."),
    labour_export.PeopleImplausible: _("The number of people must lie between 1 and %(most)s."),
    labour_export.TermReversed: _("The agreement would end before it begins."),
    roster_steps.StepReasonMissing: _("Please choose a reason of the list."),
    roster_steps.StepReasonUnfit: _("This reason does not belong to this step: %(why)s."),
    roster_steps.StepReasonUntold: _("Please say which reason it is."),
    roster_steps.StepDayImplausible: _("The day must lie between %(earliest)s and %(latest)s."),
    roster_steps.NotToBeAsked: _("Looks for no work now, or does not want to be matched any more."),
    roster_steps.ReturnBeforeEnd: _(
        "The contract runs until %(ends_on)s. Whoever comes home before has left early; please say why."
    ),
    retention.CheckMethodMissing: _("Please say how you know."),
    retention.CheckTooEarly: _("This can be checked from %(due_on)s on."),
    export_contracts.ContractMissing: _("Please give the number of the contract."),
    export_contracts.ContractNumberTooLong: _("The number may have at most %(most)s characters."),
    export_contracts.ContractNumberTaken: _("Another of your contracts has the number %(number)s."),
    export_contracts.ContractNumberUncountable: _(
        "For several people the number has to hold digits that can be counted on, for example YZ-0001."
    ),
    export_contracts.ContractTermImplausible: _("The term must lie between 1 and %(most)s months."),
    export_contracts.ContractDayImplausible: _("The contract was signed between %(earliest)s and %(latest)s."),
    export_contracts.FeeImplausible: _("Please check the amount. It may be at most %(most_fen)s yuan."),
    one_time_codes.CodeAskedTooSoon: _("A code is on its way. Another can be sent in %(seconds)s seconds."),
    one_time_codes.TooManyCodes: _("%(most)s codes were sent today. Please try again tomorrow."),
    one_time_codes.CodeMissing: _("Please have a code sent first."),
    one_time_codes.CodeExpired: _("This code is too old. Please have another sent."),
    one_time_codes.CodeWrong: _("This is not the code that was sent. Attempts left: %(left)s."),
    one_time_codes.CodeSpent: _("This code was tried too often. Please have another sent."),
    objections.ObjectionTextTooLong: _("The text has %(length)s characters. It may have %(most)s."),
    objections.ObjectionStands: _("You have said so already. An official is looking into it."),
    objections.ObjectionSettled: _("This has been settled already."),
    objections.FindingMissing: _("Please say what you found: the worker will read it."),
    objections.FindingTooLong: _("The text has %(length)s characters. It may have %(most)s."),
    vehicles.VehicleSeatsImplausible: _("The number of seats must lie between 1 and %(most)s."),
    vehicles.VehicleSeatsTaken: _("Seat %(highest)s is given to somebody, so there cannot be fewer."),
    vehicles.PlateTooLong: _("The plate may have at most %(most)s characters."),
    vehicles.MeetingPointTooLong: _("The place may have at most %(most)s characters."),
    vehicles.DriverNameTooLong: _("The name may have at most %(most)s characters."),
    vehicles.DriverPhoneInvalid: _("This is not a phone number that can be called."),
    vehicles.TooManyVehicles: _("A batch has at most %(most)s vehicles."),
    vehicles.NotEnoughSeats: _(
        "%(people)s people are to be seated, and %(seats)s seats are free. Add a vehicle first."
    ),
    vehicles.SeatUnknown: _("This vehicle has the seats 1 to %(most)s."),
    vehicles.NotToBeSeated: _("Only who has said yes and has not left yet gets a seat."),
    companions.OwnCompanion: _("This is your own number."),
    companions.CompanionStands: _("You have asked each other already, or go together."),
    companions.TooManyCompanions: _("At most %(most)s people go together: for more nobody finds places."),
    companions.TooManyAsked: _("%(most)s people have not answered yet. Wait for them first."),
    runs.AlreadyAsked: _("This job waits or runs already."),
    synonyms.SynonymShapeWrong: _(
        "Please write one word of %(shortest)s to %(longest)s characters, without spaces and marks."
    ),
    synonyms.SynonymOfItself: _("These are the same words."),
    synonyms.SynonymKnown: _("Search knows this already."),
    synonyms.SynonymTaken: _("Search takes one of the two for a place, a wage, a wish, or for no word about work."),
    synonyms.TooManySynonyms: _("%(most)s words are accepted already. Withdraw some first."),
    synonyms.SynonymMoveRefused: _("This has been decided meanwhile, or is proposed no longer."),
    spreadsheets.SheetMissing: _("Please choose a file."),
    spreadsheets.SheetTooLarge: _("The file is larger than %(megabytes)s megabytes. Please send it in parts."),
    spreadsheets.SheetUnreadable: _(
        "This is not an Excel table that can be read. Please save it as .xlsx, without a password, and try again."
    ),
    spreadsheets.SheetEmpty: _("There is no row beneath the heads of the table."),
    spreadsheets.SheetTooLong: _("The table has %(rows)s rows. At most %(most)s are read at once."),
    spreadsheets.SheetReachesTooFar: _(
        "The table reaches too far: a cell far to the right or below is not empty. Copy the rows into our template."
    ),
    spreadsheets.SheetColumnsMissing: _("The table has no column for: %(columns)s. Please use our template."),
    vacancies.VacancyTransitionRefused: _("The vacancy has moved on. This step is not possible now."),
    vacancies.TitleMissing: _("Please give the vacancy a title."),
    vacancies.TitleTooLong: _("The title has %(length)s characters. It may have %(most)s."),
    vacancies.DutiesTooLong: _("The duties have %(length)s characters. They may have %(most)s."),
    vacancies.HeadcountImplausible: _("The number of people must lie between 1 and %(most)s."),
    vacancies.HeadcountBelowTaken: _("%(taken)s people have accepted already, so it cannot be fewer."),
    vacancies.AddressTooLong: _("The address has %(length)s characters. It may have %(most)s."),
    vacancies.PiecesImplausible: _("The pieces of a day must lie between 1 and %(most)s."),
    vacancies.PayDayImplausible: _("The day of pay must lie between 1 and %(most)s."),
    vacancies.ExperienceImplausible: _("The years of experience must lie between 0 and %(most)s."),
    vacancies.TooManySkills: _("You named %(count)s skills. Name the %(most)s that matter."),
    vacancies.SkillTooLong: _("“%(skill)s…” is too long for a skill. Use short words and put commas between them."),
    vacancies.OccupationMissing: _("Please choose the occupation, so that the right people find the vacancy."),
    vacancies.SameVacancyStands: _("The very same vacancy stands already."),
    vacancies.ReviewReasonMissing: _("Please say what has to change: the enterprise will read it."),
    vacancies.ReviewReasonTooLong: _("The reason has %(length)s characters. It may have %(most)s."),
    vacancies.StartTooFar: _("Work must begin by %(latest)s."),
    vacancies.ValidityPast: _("The last day has passed: %(valid_until)s."),
    vacancies.ValidityTooLong: _("An advertisement may stand until %(latest)s at the latest."),
    vacancies.StartPast: _("The first working day has passed: %(starts_on)s."),
    wages.WageNotPositive: _("The wage must be more than zero."),
    wages.WageRangeReversed: _("The lowest wage is above the highest."),
    wages.WageImplausible: _("This wage is far above any other. Is there a digit too many?"),
    wages.PiecesUnstated: _("Please say how many pieces an ordinary day brings, so that the wage can be compared."),
    wages.WageBelowMinimum: _("This is below the minimum wage: at least %(floor_fen)s yuan for each %(unit)s."),
    workers.TooYoungToWork: _("The law lets people work from 16 on."),
    workers.BirthYearImplausible: _("Please check the year of birth."),
    workers.OccupationsMissing: _("Please name at least one kind of work."),
    workers.TooManyOccupations: _("Please name at most %(most)s kinds of work."),
    workers.OccupationUnknown: _("Please choose the work from the suggestions."),
    workers.TownUnknown: _("Please choose your town or street from the list."),
    workers.WageWantedImplausible: _("Please check the wage: a month, in yuan, up to %(most_fen)s."),
    workers.YearsImplausible: _("The years must lie between 0 and %(most)s."),
    workers.StoryTooLong: _("The text has %(length)s characters. It may have %(most)s."),
    workers.HeadlineTooLong: _("The line has %(length)s characters. It may have %(most)s."),
    workers.TooManySkillsNamed: _("You named %(count)s skills. Name the %(most)s that matter."),
    workers.SkillNameTooLong: _("“%(skill)s…” is too long for a skill. Use short words and put commas between them."),
    workers.ShiftsMissing: _("Please tick at least one."),
    workers.AvailableTooFar: _("Please choose a day until %(latest)s."),
    workers.DestinationContradicted: _("You named a place that you want to go to and not to go to."),
    workers.TooManyDestinations: _("Please name at most %(most)s places."),
    workers.CertificateNameMissing: _("Please give the name of the certificate."),
    workers.CertificateTextTooLong: _("This is too long: use at most %(most)s characters."),
    workers.TooManyCertificates: _("A profile holds at most %(most)s certificates."),
    workers.HardshipNeedsConsent: _("We may keep this only if you agree to it with the tick below."),
    workers.ConsentNeeded: _("The terms of use are what your account rests on. They cannot be withdrawn alone."),
    workers.ProfileStands: _("Your profile was kept already. Load the page again."),
    workers.ProfileMissing: _("Please fill in your profile first. It takes a minute."),
    workers.CommuteImplausible: _("The way to work must lie between 1 and %(most)s kilometres."),
}


def explain(refusal: RuleBroken) -> str:
    """A refusal as a sentence in the language of the page, with its figures."""
    return str(WORDING[type(refusal)]) % {key: _shown(key, value) for key, value in refusal.details.items()}


def explain_stored(kept: Mapping[str, Any]) -> str:
    """A refusal that was kept with a row as its name and its figures; empty for one that the rules have no more."""
    kinds = {kind.__name__: kind for kind in WORDING}
    kind = kinds.get(kept["refusal"])
    return explain(kind(**kept["details"])) if kind else ""


@contextmanager
def refusals_flashed() -> Iterator[None]:
    """Say a refusal at the top of the next page, where no field is at fault."""
    try:
        yield
    except RuleBroken as refusal:
        flash(explain(refusal), "error")


def _shown(key: str, value: object) -> object:
    if key.endswith("_fen") and isinstance(value, int):
        return yuan(value)
    if isinstance(value, tuple):
        return str(_(", ")).join(str(_shown(key, one)) for one in value)
    if type(value) in LABELS:
        return label(value)  # type: ignore[arg-type]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if hasattr(value, "isoformat"):
        return format_date(value)
    return value
