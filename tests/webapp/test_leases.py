"""Leases: who holds one, who loses it, and who may take it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, update

from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Lease
from webapp.reads.leases import held, is_dead, is_held, this_process
from webapp.services.leases import LeaseHeld, acquire, new_holder, release, release_all, renew

ELSEWHERE = "another-machine:17:4711:abc"


@pytest.fixture(autouse=True)
def context(app):
    with app.app_context():
        yield


def expire(name):
    with db.engine.begin() as connection:
        connection.execute(update(Lease).where(Lease.name == name).values(expires_at=now() - timedelta(seconds=1)))


def dead_holder():
    """Somebody of this machine who has ended."""
    program = "from webapp.reads.leases import this_process; print(this_process())"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return f"{ended.stdout.strip()}:abc"


def test_one_holds_the_lease_and_others_are_told_who():
    mine = new_holder()
    acquire("clock", holder=mine)

    with pytest.raises(LeaseHeld, match=mine):
        acquire("clock", holder=ELSEWHERE)
    assert is_held("clock")


def test_two_threads_of_a_process_are_two_holders():
    acquire("clock", holder=new_holder())

    with pytest.raises(LeaseHeld):
        acquire("clock", holder=new_holder())


def test_a_lease_that_was_given_back_is_free():
    mine = new_holder()
    acquire("clock", holder=mine)
    release("clock", holder=mine)

    assert not is_held("clock")
    acquire("clock", holder=ELSEWHERE)


def test_nobody_gives_back_what_is_not_theirs():
    acquire("clock", holder=ELSEWHERE)
    release("clock", holder=new_holder())

    assert is_held("clock")


def test_without_a_sign_of_life_the_lease_goes_to_who_asks():
    acquire("clock", holder=ELSEWHERE)
    expire("clock")

    assert not is_held("clock")
    mine = new_holder()
    acquire("clock", holder=mine)
    with pytest.raises(LeaseHeld):
        renew("clock", holder=ELSEWHERE)
    renew("clock", holder=mine)


def test_a_sign_of_life_makes_it_last(fresh):
    acquire("clock", holder=ELSEWHERE)
    expire("clock")
    renew("clock", holder=ELSEWHERE)

    assert is_held("clock")
    assert fresh().scalar(select(Lease.expires_at)) > now() + timedelta(seconds=50)


def test_a_process_of_this_machine_that_has_ended_does_not_block_the_living():
    acquire("clock", holder=dead_holder())

    assert not is_held("clock")
    acquire("clock", holder=new_holder())
    assert is_held("clock")


def test_of_other_machines_only_the_expiry_tells():
    assert not is_dead(ELSEWHERE)
    assert not is_dead(f"{this_process()}:abc")
    assert is_dead(dead_holder())


@pytest.mark.parametrize("is_free", [True, False])
def test_of_many_who_grasp_at_once_exactly_one_gets_it(app, is_free):
    if not is_free:
        acquire("clock", holder=ELSEWHERE)
        expire("clock")
    at_once = Barrier(6)

    def grasp(_):
        with app.app_context():
            at_once.wait()
            try:
                acquire("clock", holder=new_holder())
            except LeaseHeld:
                return 0
            return 1

    with ThreadPoolExecutor(6) as people:
        assert sum(people.map(grasp, range(6))) == 1


def test_who_ends_gives_back_everything_at_once():
    acquire("clock", holder=new_holder())
    acquire("job:fairs.assemble", holder=new_holder())
    acquire("job:labour_export.match", holder=ELSEWHERE)

    release_all()

    assert held(["clock", "job:fairs.assemble", "job:labour_export.match"]) == {"job:labour_export.match"}
