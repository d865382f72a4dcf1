"""A process that books places of a fair with several threads, at the moment at which the other processes do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from webapp.app import create_app
from webapp.extensions import db
from webapp.models import Fair
from webapp.services import fair_tickets
from webapp.settings import Settings
from webapp.transaction import transaction


def book_places(database_url, fair_id, slot_id, worker_ids, today, start, results):
    """Book for each worker, and put what they got into `results`."""
    app = create_app(Settings(database_url=database_url, secret_key="only for tests"))

    def come(worker_id):
        with app.app_context():
            start.wait(60)
            with transaction():
                fair = db.session.get(Fair, fair_id)
                ticket = fair_tickets.book(fair, slot_id, worker_id=worker_id, today=date.fromisoformat(today))
                return ticket.state.value

    with ThreadPoolExecutor(len(worker_ids)) as people:
        results.put(list(people.map(come, worker_ids)))
