"""The clock delivers what people are told, and a file stands for a provider that a city does not have yet."""

import json
from dataclasses import replace

from domain.messages import MessageKind
from jobs import runner
from jobs.schedule import entry
from tests.factories import AccountFactory
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Account, Delivery
from webapp.services import messages
from webapp.transaction import transaction


def test_what_is_due_is_written_to_the_file_of_the_settings(app, session, tmp_path):
    account = AccountFactory(phone="13912345678")
    path = tmp_path / "sms.jsonl"
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], sms_sender=f"file://{path}")
    with app.app_context(), transaction():
        messages.tell(
            MessageKind.INVITATION_RECEIVED,
            account=db.session.get(Account, account.id),
            words={"title": "厨师", "enterprise": "富春茶社"},
        )
        db.session.query(Delivery).update({"due_at": now()})

    assert runner.run(app, entry("messages.send")) == {"sent": 1, "failed": 0}
    assert runner.run(app, entry("messages.send")) == {"sent": 0, "failed": 0}
    (line,) = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["to"] == "13912345678"
