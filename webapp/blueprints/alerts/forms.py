"""How a worker keeps a search."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from domain.alerts import AlertPace, AlertWay
from webapp.forms import Form, OneCard, TextLine, names_of


class AlertForm(Form):
    """A name, how often, and how."""

    name = TextLine(_("Name of the search"), is_needed=True)
    pace = OneCard(_("How often do you want to be told?"), names_of(AlertPace))
    way = OneCard(_("How?"), names_of(AlertWay))
