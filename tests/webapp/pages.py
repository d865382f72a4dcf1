"""Pages as people read them: the text without the marks, in English unless said otherwise."""

import re
from html import unescape

ENGLISH = {"Accept-Language": "en"}


def text_of(answer):
    """What stands on a page, with single spaces."""
    body = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", answer.text)
    body = re.sub(r"</?mark>", "", body)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).strip()


def visit(client, address, *, status=200, headers=None):
    """Open a page that answers as expected, and give its text."""
    answer = client.get(address, headers=headers or ENGLISH)
    assert answer.status_code == status, answer.text
    return text_of(answer)
