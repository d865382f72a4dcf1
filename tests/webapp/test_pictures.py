"""Pictures of pages: taken by their bytes, made anew without what a camera notes, served from the database."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from domain.pictures import WIDEST
from domain.zone_pages import SectionKind
from tests.factories import AccountFactory, BrandFactory, ZoneFactory
from tests.webapp.pages import ENGLISH, text_of, visit
from tests.webapp.test_zone_pages import typed
from webapp.models import Picture, ZoneVersion

JADE = (15, 106, 84)


def picture(kind="JPEG", size=(800, 600), mode="RGB", **options):
    file = BytesIO()
    Image.new(mode, size, JADE if mode == "RGB" else (*JADE, 0)).save(file, kind, **options)
    return file.getvalue()


def with_place():
    """A photograph that says where it was taken, that it lies on its side, and carries a script behind its end."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (32.4, 0, 0)
    return picture(exif=exif) + b"<script>alert(1)</script>"


@pytest.fixture
def zone(session):
    return ZoneFactory(slug="carvers", brand=BrandFactory())


@pytest.fixture
def office(client, session, sign_in):
    return sign_in(AccountFactory(city_official=True))


def bring(office, zone, content, name="foto.jpg", **words):
    data = {"picture-file": (BytesIO(content), name), "picture-alt": "玉雕师在水凳前", "picture-credit": "王建国"}
    return office.post(
        f"/office/zones/{zone.id}/pictures",
        data=data | {f"picture-{key}": value for key, value in words.items()},
        headers=ENGLISH,
    )


def test_a_picture_is_brought_chosen_published_and_seen(app, office, zone, fresh):
    assert bring(office, zone, picture()).status_code == 302
    row = fresh().scalars(select(Picture)).one()
    office.post(f"/office/zones/{zone.id}/compose", data=typed(story__picture=row.fingerprint))
    office.post(f"/office/zones/{zone.id}/versions/1/publish")

    visitor = app.test_client()
    page = visitor.get("/zones/carvers").text
    assert f'src="/pictures/{row.fingerprint}.jpg" width="800" height="600" alt="玉雕师在水凳前"' in page
    assert "王建国" in page
    served = visitor.get(f"/pictures/{row.fingerprint}.jpg")
    assert served.content_type == "image/jpeg"
    assert "immutable" in served.headers["Cache-Control"]
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert Image.open(BytesIO(served.data)).size == (800, 600)
    again = visitor.get(f"/pictures/{row.fingerprint}.jpg", headers={"If-None-Match": served.headers["ETag"]})
    assert again.status_code == 304


def test_nothing_but_the_picture_is_kept(office, zone, fresh, app):
    bring(office, zone, with_place())

    row = fresh().scalars(select(Picture)).one()
    kept = app.test_client().get(f"/pictures/{row.fingerprint}.jpg").data
    assert (row.width, row.height) == (600, 800)
    assert not Image.open(BytesIO(kept)).getexif()
    assert b"<script>" not in kept


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (picture(size=(4000, 3000)), (WIDEST, 1200)),
        (picture("PNG", mode="RGBA"), (800, 600)),
        (picture("WEBP"), (800, 600)),
    ],
)
def test_a_picture_is_made_as_small_as_a_page_needs_it(office, zone, fresh, app, content, size):
    bring(office, zone, content, name="whatever.exe")

    row = fresh().scalars(select(Picture)).one()
    kept = Image.open(BytesIO(app.test_client().get(f"/pictures/{row.fingerprint}.jpg").data))
    assert kept.size == (row.width, row.height) == size
    assert kept.format == "JPEG"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Please choose a picture."),
        (b"<html><script>alert(1)</script>", "This is not a picture by its content."),
        (b"%PDF-1.7 something", "This is not a picture by its content."),
        (picture()[:300], "The picture is damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "The picture is damaged"),
        (picture(size=(300, 100)), "each side needs at least 240 pixels"),
        (picture("PNG", size=(9000, 9000), compress_level=9), "more than 40 million pixels"),
    ],
)
def test_what_is_no_picture_is_refused_and_the_words_stay(office, zone, fresh, content, said):
    answer = bring(office, zone, content)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "玉雕师在水凳前" in answer.text
    assert fresh().scalars(select(Picture)).all() == []


def test_a_picture_needs_words_for_those_who_do_not_see_it(office, zone, fresh):
    answer = bring(office, zone, picture(), alt="")

    assert "Please say what the picture shows" in text_of(answer)
    nothing = office.post(f"/office/zones/{zone.id}/pictures", data={"picture-alt": "x"}, headers=ENGLISH)
    assert "Please choose a picture." in text_of(nothing)


def test_the_same_picture_with_the_same_words_is_kept_once(office, zone, fresh):
    for alt in ("甲", "甲", "乙"):
        bring(office, zone, picture(), alt=alt)

    assert len(fresh().scalars(select(Picture)).all()) == 2


def test_a_picture_of_somebody_else_is_not_offered_but_one_that_stands_there_is(app, office, zone, sign_in, fresh):
    bring(office, zone, picture())
    row = fresh().scalars(select(Picture)).one()
    colleague = sign_in(AccountFactory(city_official=True), on=app.test_client())
    compose = f"/office/zones/{zone.id}/compose"

    assert row.fingerprint not in colleague.get(compose).text
    office.post(compose, data=typed(story__picture=row.fingerprint))
    assert row.fingerprint in colleague.get(compose).text
    colleague.post(compose, data=typed(story__picture=row.fingerprint, people__text="补充"))

    page = fresh().scalars(select(ZoneVersion)).one().page
    assert page.section(SectionKind.STORY).picture.alt == "玉雕师在水凳前"


@pytest.mark.parametrize("address", ["0" * 32, "x", "..%2f..%2fetc", "%00", "A" * 32])
def test_there_is_no_picture_of_an_address_that_nobody_gave(client, session, address):
    visit(client, f"/pictures/{address}.jpg", status=404)
