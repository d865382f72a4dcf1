"""A word that an official has heard, and what it means."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from webapp.forms import Form, TextLine


class SynonymForm(Form):
    """A pair of words."""

    word = TextLine(_("What people say"), is_needed=True)
    means = TextLine(_("What it means"), is_needed=True)
