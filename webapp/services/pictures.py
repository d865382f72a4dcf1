"""Pictures: read by their bytes, made anew so that nothing but the picture is kept, and stored."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy import select

from domain.pictures import LARGEST_BYTES, WIDEST, PictureBroken, check_file, check_measures, check_words
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Picture

if TYPE_CHECKING:
    from typing import IO

QUALITY = 82


def add_picture(file: IO[bytes] | None, *, alt: str, credit: str, account_id: int | None) -> Picture:
    """Keep a picture; the very same with the same words is kept once. No more is read than may be kept.

    Raises a refusal of check_words, check_file or check_measures, or PictureBroken.
    """
    check_words(alt=alt, credit=credit)
    content, (width, height) = make_small(file.read(LARGEST_BYTES + 1) if file else b"")
    fingerprint = sha256(content + f"\0{alt}\0{credit}".encode()).hexdigest()[:32]
    standing = db.session.scalar(select(Picture).where(Picture.fingerprint == fingerprint))
    if standing is not None:
        return standing
    row = Picture(
        fingerprint=fingerprint,
        content=content,
        width=width,
        height=height,
        alt=alt.strip(),
        credit=credit.strip(),
        uploaded_by_id=account_id,
        uploaded_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def make_small(content: bytes) -> tuple[bytes, tuple[int, int]]:
    """A picture as a JPEG that a page can bear, upright, without what a camera notes beside it; and its measures.

    Whatever else a file carried behind or within the picture is gone: only pixels are copied. Raises a refusal of
    check_file or check_measures, or PictureBroken.
    """
    kind = check_file(content)
    try:
        with Image.open(BytesIO(content), formats=(kind,)) as opened:
            check_measures(*opened.size)
            # A JPEG is unfolded no larger than it is needed; others cannot be.
            opened.draft("RGB", (WIDEST * 2, WIDEST * 2))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((WIDEST, WIDEST))
            upright = upright.convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise PictureBroken from error
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright.getchannel("A"))
    made = BytesIO()
    flat.save(made, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return made.getvalue(), flat.size
