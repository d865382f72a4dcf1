"""Portfolios: workers show what they have made; an official takes down what does not belong there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from domain.messages import MessageKind
from domain.portfolios import MOST_PICTURES, PictureTwice, TooManyPictures, check_caption, check_taking_down
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Account, PortfolioPicture
from webapp.services import audit, messages
from webapp.services.evidence import read_upload
from webapp.services.portfolio_pictures import draw_work

if TYPE_CHECKING:
    from webapp.models import Worker
    from webapp.services.evidence import EvidenceStore, Upload


def add(worker: Worker, upload: Upload, *, caption: str, store: EvidenceStore) -> PortfolioPicture:
    """Show a picture more. Pictures must be loaded.

    Raises TooManyPictures, PictureTwice, or a refusal of check_caption, draw_work or the scanner.
    """
    check_caption(caption)
    if len(worker.pictures) >= MOST_PICTURES:
        raise TooManyPictures(most=MOST_PICTURES)
    drawn = draw_work(upload.name, read_upload(upload))
    large, _ = store.keep(drawn.large.content)
    if any(picture.large_sha256 == large for picture in worker.pictures):
        raise PictureTwice
    small, _ = store.keep(drawn.small.content)
    picture = PortfolioPicture(
        rank=max((one.rank for one in worker.pictures), default=0) + 1,
        caption=caption.strip(),
        large_sha256=large,
        small_sha256=small,
        width=drawn.large.width,
        height=drawn.large.height,
        created_at=now(),
    )
    worker.pictures.append(picture)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise PictureTwice from error
    return picture


def show_first(worker: Worker, picture_id: int) -> bool:
    """Show a picture before the others, and say whether it was there. Pictures must be loaded."""
    found = _of(worker, picture_id)
    if found is None:
        return False
    found.rank = min(one.rank for one in worker.pictures) - 1
    db.session.flush()
    return True


def remove(worker: Worker, picture_id: int) -> bool:
    """Show a picture no more, and say whether it was there. Pictures must be loaded."""
    found = _of(worker, picture_id)
    if found is None:
        return False
    worker.pictures.remove(found)
    db.session.flush()
    return True


def take_down(worker: Worker, picture: PortfolioPicture, *, reason: str, account_id: int) -> None:
    """Hide a picture from all but the worker and officials; the worker is told why.

    Raises a refusal of check_taking_down.
    """
    check_taking_down(reason)
    if picture.taken_down_at is not None:
        return
    picture.taken_down_at, picture.taken_down_by_id, picture.reason = now(), account_id, reason.strip()
    audit.record("picture.take_down", picture, account_id=account_id, worker_id=worker.id, reason=picture.reason)
    if worker.account_id is not None:
        messages.tell(
            MessageKind.PICTURE_TAKEN_DOWN,
            account=db.session.get_one(Account, worker.account_id),
            words={"caption": picture.caption, "reason": picture.reason},
        )


def _of(worker: Worker, picture_id: int) -> PortfolioPicture | None:
    return next((picture for picture in worker.pictures if picture.id == picture_id), None)
