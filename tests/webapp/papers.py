"""Papers and pictures as people send them."""

import io

from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.webapp.pages import ENGLISH


def picture(kind="JPEG", size=(640, 480), colour=(20, 110, 80), **how):
    """A picture of one colour."""
    file = io.BytesIO()
    mode = "RGBA" if len(colour) == 4 else "RGB"
    Image.new(mode, size, colour).save(file, kind, **how)
    return file.getvalue()


def send(client, address, data=None, *, file=None, name="证书.jpg", **how):
    """Send a form with a file."""
    given = dict(data or {})
    if file is not None:
        given["file"] = FileStorage(io.BytesIO(file), name)
    boundary, body = encode_multipart(given)
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(address, data=body, content_type=kind, headers=ENGLISH, **how)
