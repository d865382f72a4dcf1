"""Pictures: read by their bytes, made anew so that nothing but the picture is kept, and stored."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.pictures import LARGEST_BYTES, MOST_PIXELS, WIDEST, PictureBroken, check_file, check_measures, check_words
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Picture
from webapp.services.picture_drawing import Undrawable, draw_anew

if TYPE_CHECKING:
    from typing import IO

    from webapp.services.picture_drawing import DrawnPicture


def add_picture(file: IO[bytes] | None, *, alt: str, credit: str, account_id: int | None) -> Picture:
    """Keep a picture; the very same with the same words is kept once. No more is read than may be kept.

    Raises a refusal of check_words, check_file or check_measures, or PictureBroken.
    """
    check_words(alt=alt, credit=credit)
    made = make_small(file.read(LARGEST_BYTES + 1) if file else b"")
    fingerprint = sha256(made.content + f"\0{alt}\0{credit}".encode()).hexdigest()[:32]
    standing = db.session.scalar(select(Picture).where(Picture.fingerprint == fingerprint))
    if standing is not None:
        return standing
    row = Picture(
        fingerprint=fingerprint,
        content=made.content,
        width=made.width,
        height=made.height,
        alt=alt.strip(),
        credit=credit.strip(),
        uploaded_by_id=account_id,
        uploaded_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def make_small(content: bytes) -> DrawnPicture:
    """A picture as a JPEG that a page can bear, upright, without what a camera notes beside it.

    Whatever else a file carried behind or within the picture is gone: only pixels are copied. Raises a refusal of
    check_file or check_measures, or PictureBroken.
    """
    kind = check_file(content)
    try:
        measures, drawn = draw_anew(content, kinds=(kind,), longest_sides=(WIDEST,), most_pixels=MOST_PIXELS)
    except Undrawable as error:
        raise PictureBroken from error
    check_measures(*measures)
    return drawn[0]
