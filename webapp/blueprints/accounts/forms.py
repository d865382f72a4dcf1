"""What people type to get an account and to get in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import PasswordField

from domain.accounts import Role
from webapp.forms import Day, Form, Needed, OneCard, OneOf, TextLine, Tick, names_of
from webapp.places import counties, towns


class SignInForm(Form):
    """Phone and password."""

    phone = TextLine(_("Mobile phone"), is_needed=True)
    password = PasswordField(_("Password"), [Needed()])


class SignUpForm(Form):
    """What every new account needs."""

    phone = TextLine(_("Mobile phone"), is_needed=True)
    password = PasswordField(_("Password"), [Needed()])
    terms = Tick(_("I agree to the terms of use"), [Needed(_("Without your agreement we may not open an account."))])


class WorkerSignUpForm(SignUpForm):
    """A worker signs up; the profile comes next."""

    name = TextLine(_("Your name"), is_needed=True)


class OrganisationSignUpForm(SignUpForm):
    """What an enterprise and an agency have in common."""

    uscc = TextLine(_("Unified social credit code"), is_needed=True)
    name = TextLine(_("Name on the licence"), is_needed=True)
    division_code = OneOf(_("Where it is"), towns, blank=_("Please choose"))
    contact_name = TextLine(_("Your name"), is_needed=True)


class EnterpriseSignUpForm(OrganisationSignUpForm):
    """An enterprise signs up."""


class AgencySignUpForm(OrganisationSignUpForm):
    """An agency signs up."""

    licence_number = TextLine(_("Number of the human resources service licence"), is_needed=True)
    licence_valid_until = Day(_("Licence valid until"))


class PasswordForm(Form):
    """The old password, and the new one."""

    old_password = PasswordField(_("Present password"), [Needed()])
    password = PasswordField(_("New password"), [Needed()])


class MailForm(Form):
    """A mail address."""

    mail = TextLine(_("Mail address"), is_needed=True)


class AppointmentForm(Form):
    """Somebody who is to work for the city."""

    role = OneCard(_("Role"), names_of((Role.COUNTY_OFFICIAL, Role.CITY_OFFICIAL, Role.ADMINISTRATOR)))
    division_code = OneOf(_("County"), counties, is_needed=False, blank=_("for county officials only"))
    name = TextLine(_("Name"), is_needed=True)
    phone = TextLine(_("Mobile phone"), is_needed=True)
