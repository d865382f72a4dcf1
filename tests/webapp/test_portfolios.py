"""Pictures of work: drawn anew, shown to those who may, taken down by an official with a reason."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from domain.accounts import Role
from domain.workers import ConsentPurpose
from tests.factories import (
    BAOYING,
    NOW,
    AccountFactory,
    ApplicationFactory,
    EnterpriseFactory,
    PortfolioPictureFactory,
    VacancyFactory,
    WorkerFactory,
)
from tests.webapp.pages import text_of, visit
from tests.webapp.papers import picture, send
from webapp.kept_files import evidence_store
from webapp.models import AuditEntry, PortfolioPicture, WorkerBlock

MINE = "/me/portfolio"
SMALL, LARGE = "small", "large"


@pytest.fixture
def worker(client, session, sign_in):
    account = AccountFactory(role=Role.WORKER)
    sign_in(account)
    return WorkerFactory(account_id=account.id, name="朱玉明")


@pytest.fixture
def desk(app, session, sign_in):
    return sign_in(AccountFactory(county_official=True), on=app.test_client())


@pytest.fixture
def enterprise(app, session, sign_in):
    """A verified enterprise, in a browser of its own."""
    row = EnterpriseFactory()
    browser = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=row.id), on=app.test_client())
    browser.row = row
    return browser


def rows(fresh):
    return fresh().scalars(select(PortfolioPicture).order_by(PortfolioPicture.rank)).all()


def seen(client, picture_id, size=LARGE):
    """The status of a picture, and its bytes."""
    with client.get(f"/portfolio/{picture_id}/{size}") as answer:
        return answer.status_code, answer.data


def test_a_picture_is_drawn_anew_and_shown_in_two_sizes(client, worker, fresh):
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    sent = picture(size=(2400, 1800), exif=exif)

    answer = send(client, MINE, {"caption": "白玉山子"}, file=sent, name="玉.jpg")

    assert answer.status_code == 302
    (row,) = rows(fresh)
    assert (row.caption, row.width, row.height) == ("白玉山子", 1600, 1200)
    status, large = seen(client, row.id)
    assert status == 200
    assert b"taken at home" in sent
    assert b"taken at home" not in large
    drawn = Image.open(io.BytesIO(large))
    assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("JPEG", (1600, 1200), {})
    assert Image.open(io.BytesIO(seen(client, row.id, SMALL)[1])).size == (480, 360)
    assert 'alt="白玉山子"' in client.get("/me/profile").text


def test_a_picture_stands_as_it_was_held_and_what_is_see_through_is_white(client, worker, fresh):
    exif = Image.Exif()
    exif[0x0112] = 6
    send(client, MINE, {"caption": "竖拍"}, file=picture(size=(600, 400), exif=exif), name="a.jpg")
    send(client, MINE, {"caption": "剪纸"}, file=picture("PNG", colour=(0, 0, 0, 0)), name="b.png")

    upright, paper = rows(fresh)
    assert (upright.width, upright.height) == (400, 600)
    colour = Image.open(io.BytesIO(seen(client, paper.id)[1])).getpixel((10, 10))
    assert min(colour) > 250


BOMB = picture("PNG", size=(16_000, 15_000), colour=(0, 0, 0), compress_level=1)


@pytest.mark.parametrize(
    ("content", "name", "caption", "sentence"),
    [
        (picture(), "玉.jpg", "", "Please fill this in."),
        (picture(), "玉.jpg", "长" * 41, "The words have 41 characters."),
        (picture(size=(100, 100)), "玉.jpg", "玉", "The picture is too small"),
        (BOMB, "玉.png", "玉", "more than 60 million pixels"),
        (
            picture("PNG", compress_level=0)[:9000] + b"\0\0\0\0IEND\xaeB`\x82",
            "玉.png",
            "玉",
            "This picture cannot be opened.",
        ),
        (b"\xff\xd8\xff" + b"\0" * 500 + b"\xff\xd9", "玉.jpg", "玉", "This picture cannot be opened."),
        (b"%PDF-1.7\n%%EOF", "玉.pdf", "玉", "Please send a picture, as JPEG or PNG."),
        (b"<svg onload='alert(1)'/>", "玉.svg", "玉", "Please send a PDF, or a picture"),
        (picture("PNG"), "玉.jpg", "玉", "The file is not what its name says"),
        (b"", "玉.jpg", "玉", "Please choose a file that is not empty."),
    ],
)
def test_what_is_no_picture_of_a_work_is_refused_at_its_field(client, worker, fresh, content, name, caption, sentence):
    answer = send(client, MINE, {"caption": caption}, file=content, name=name)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert caption in answer.text
    assert rows(fresh) == []


def test_eighty_megabytes_are_refused_at_the_field(client, worker):
    answer = send(client, MINE, {"caption": "玉"}, file=bytes(9 * 1024 * 1024), name="玉.jpg")

    assert answer.status_code == 413
    assert "The file is larger than 7 megabytes" in text_of(answer)


def test_nobody_looks_at_more_than_twelve_or_at_one_twice(client, session, worker, fresh):
    send(client, MINE, {"caption": "一"}, file=picture(), name="玉.jpg")
    again = send(client, MINE, {"caption": "二"}, file=picture(), name="玉.jpg")
    assert again.status_code == 422
    assert "You have shown this picture already." in text_of(again)
    for number in range(11):
        PortfolioPictureFactory(worker_id=worker.id, rank=number + 2)

    full = send(client, MINE, {"caption": "三"}, file=picture(colour=(1, 1, 1)), name="玉.jpg")

    assert full.status_code == 422
    assert len(rows(fresh)) == 12


def test_the_best_comes_first_and_one_goes(client, session, worker, fresh):
    first = PortfolioPictureFactory(worker_id=worker.id, rank=1)
    second = PortfolioPictureFactory(worker_id=worker.id, rank=2)

    client.post(f"{MINE}/{second.id}/first")
    assert [row.id for row in rows(fresh)] == [second.id, first.id]
    client.post(f"{MINE}/{first.id}/remove")
    assert [row.id for row in rows(fresh)] == [second.id]

    other = PortfolioPictureFactory(worker_id=WorkerFactory().id, rank=1)
    assert client.post(f"{MINE}/{other.id}/remove").status_code == 404
    assert client.post(f"{MINE}/{other.id}/first").status_code == 404


@pytest.fixture
def shown(app, client, worker, fresh):
    """A picture of the worker, with its files."""
    send(client, MINE, {"caption": "白玉山子"}, file=picture(), name="玉.jpg")
    return rows(fresh)[0]


def test_a_verified_enterprise_sees_it_while_the_worker_may_be_found(session, enterprise, worker, shown):
    vacancy = VacancyFactory(enterprise=enterprise.row)
    assert "白玉山子" in visit(enterprise, f"/enterprise/vacancies/{vacancy.id}/candidates")
    assert seen(enterprise, shown.id)[0] == 200

    session.add(WorkerBlock(worker_id=worker.id, enterprise_id=enterprise.row.id, created_at=NOW))
    session.commit()

    assert seen(enterprise, shown.id)[0] == 404


def test_who_does_not_want_to_be_found_shows_it_where_they_apply(session, enterprise, fresh):
    worker = WorkerFactory(agrees=(ConsentPurpose.TERMS,))
    row = PortfolioPictureFactory(worker_id=worker.id, rank=1)
    assert seen(enterprise, row.id)[0] == 404
    with_file = evidence_store_for(enterprise, row)

    ApplicationFactory(worker=worker, vacancy=VacancyFactory(enterprise=enterprise.row))

    assert with_file
    assert seen(enterprise, row.id)[0] == 200


def evidence_store_for(client, row):
    """Lay the files of a row that a factory made."""
    with client.application.app_context():
        path = evidence_store().path_of(row.large_sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture())
    return path


def test_an_enterprise_that_nobody_has_verified_sees_nothing(app, session, sign_in, shown):
    row = EnterpriseFactory(unverified=True)
    browser = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=row.id), on=app.test_client())

    assert seen(browser, shown.id)[0] == 404


def test_officials_see_the_pictures_of_their_own_county_only(app, session, sign_in, desk, shown):
    assert seen(desk, shown.id)[0] == 200
    baoying = sign_in(AccountFactory(county_official=True, division_code=BAOYING), on=app.test_client())

    assert seen(baoying, shown.id)[0] == 404
    assert baoying.post(f"/office/portfolio/{shown.id}/take-down", data={"reason": "x"}).status_code == 404
    assert seen(sign_in(AccountFactory(), on=app.test_client()), shown.id)[0] == 404
    assert seen(app.test_client(), shown.id)[0] == 302
    assert seen(desk, shown.id, "huge")[0] == 404


def test_what_an_official_takes_down_only_the_worker_and_officials_see(client, desk, enterprise, worker, shown, fresh):
    address = f"/office/portfolio/{shown.id}/take-down"
    desk.post(address, data={"reason": " "})
    assert rows(fresh)[0].taken_down_at is None
    desk.post(address, data={"reason": "不是本人作品"})
    desk.post(address, data={"reason": "again"})

    assert rows(fresh)[0].reason == "不是本人作品"
    assert [seen(browser, shown.id)[0] for browser in (client, desk, enterprise)] == [200, 200, 404]
    assert "不是本人作品" in visit(client, MINE)
    assert "不是本人作品" in visit(client, "/messages")
    assert len(fresh().scalars(select(AuditEntry).where(AuditEntry.action == "picture.take_down")).all()) == 1
