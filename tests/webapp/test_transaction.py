"""The entry commits; a GET never does; a refusal leaves nothing behind."""

import pytest
from sqlalchemy import select

from tests.factories import NOW
from webapp.extensions import db
from webapp.models import Lease
from webapp.transaction import WriteOnGet, transaction


def add_a_row():
    db.session.add(Lease(name="test", holder="nobody", expires_at=NOW))


def test_a_post_keeps_what_it_did(app, fresh):
    with app.test_request_context(method="POST"), transaction():
        add_a_row()

    assert fresh().scalars(select(Lease.name)).all() == ["test"]


def test_a_job_without_a_request_keeps_what_it_did(app, fresh):
    with app.app_context(), transaction():
        add_a_row()

    assert fresh().scalars(select(Lease.name)).all() == ["test"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_asking_never_writes(app, fresh, method):
    with app.test_request_context("/here", method=method), pytest.raises(WriteOnGet, match="/here"), transaction():
        add_a_row()

    assert fresh().scalars(select(Lease.name)).all() == []


def test_what_raises_is_rolled_back_even_after_a_flush(app, fresh):
    with app.test_request_context(method="POST"), pytest.raises(LookupError), transaction():
        add_a_row()
        db.session.flush()
        raise LookupError

    assert fresh().scalars(select(Lease.name)).all() == []
