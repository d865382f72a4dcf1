"""Files to keep under a name, in whatever letters the name is written."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from flask import Response


def keep_as(answer: Response, name: str) -> Response:
    """Have the browser keep an answer under a name.

    A header holds Latin letters only: a web server refuses to send any other, and 人员录入表.xlsx was an error 500
    where the test client had seen a file. So such a name is written as RFC 6266 has it.
    """
    said = {"filename": name} if name.isascii() else {"filename*": f"UTF-8''{quote(name, safe='')}"}
    answer.headers.set("Content-Disposition", "attachment", **said)
    return answer
