"""Pictures that are drawn when a page is: QR codes of addresses."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr_code(address: str) -> Markup:
    """An address as a QR code, an SVG that grows with its place."""
    drawn = segno.make_qr(address, error="m").svg_inline(border=2, svgclass="qr", lineclass=None, omitsize=True)
    return Markup(drawn)  # noqa: S704  drawn here, from an address of ours
