"""What scripts/assets built is found by its plain name, and a page works without it."""

import json
import logging
import os

import pytest

from tests.factories import EnterpriseFactory, VacancyFactory
from webapp.assets import Manifest


@pytest.fixture
def manifest(tmp_path):
    path = tmp_path / "manifest.json"

    def write(files, *, at):
        path.write_text(json.dumps(files), encoding="utf-8")
        os.utime(path, (at, at))

    return Manifest(path), write


def test_a_name_becomes_the_file_that_carries_its_hash(manifest):
    assets, write = manifest
    write({"public.css": "public-AAAA.css"}, at=1)

    assert assets.file("public.css") == "public-AAAA.css"


def test_a_new_build_is_seen_without_a_restart(manifest):
    assets, write = manifest
    write({"public.css": "public-AAAA.css"}, at=1)
    assets.file("public.css")
    write({"public.css": "public-BBBB.css"}, at=2)

    assert assets.file("public.css") == "public-BBBB.css"


def test_without_a_build_the_page_works_and_the_log_says_what_to_do(manifest, caplog):
    assets, _ = manifest
    with caplog.at_level(logging.ERROR):
        names = [assets.file("public.css"), assets.file("app.js")]

    assert names == ["public.css", "app.js"]
    assert caplog.text.count("run scripts/assets") == 1


def test_what_carries_a_hash_is_kept_by_browsers_and_pages_are_not(client, session):
    VacancyFactory(enterprise=EnterpriseFactory())
    page = client.get("/")
    style = page.text.partition('<link rel="stylesheet" href="')[2].partition('"')[0]

    assert "no-cache" in page.headers["Cache-Control"]
    with client.get(style) as answer:
        assert ("immutable" in answer.headers.get("Cache-Control", "")) is (answer.status_code == 200)
    assert "immutable" not in client.get("/static/dist/no-such-file.css").headers.get("Cache-Control", "")
