"""Certificates: what everybody can verify, what a brand prints, and what officials list."""

from datetime import timedelta

import pytest

from domain.accounts import Role
from domain.brands import BrandState
from domain.certifications import CertificateState
from tests.factories import (
    BAOYING,
    TODAY,
    AccountFactory,
    BrandCertificateFactory,
    BrandFactory,
    BrandMemberFactory,
    ZoneFactory,
)
from tests.webapp.pages import text_of, visit

OFFICE = "/office/certifications/certificates"


@pytest.mark.parametrize(
    ("state", "ended", "sentence"),
    [
        (CertificateState.VALID, False, "This certificate is valid"),
        (CertificateState.VALID, True, "This certificate has expired"),
        (CertificateState.SUSPENDED, False, "This certificate is suspended"),
        (CertificateState.SUSPENDED, True, "This certificate has expired"),
        (CertificateState.REVOKED, False, "This certificate was revoked"),
        (CertificateState.REPLACED, False, "This certificate was replaced"),
    ],
)
def test_everybody_reads_what_a_certificate_is_worth_today(client, session, state, ended, sentence):
    certificate = BrandCertificateFactory(
        state=state, valid_until=TODAY - timedelta(days=1) if ended else TODAY, reason="就业规模不足"
    )

    for address in (f"/certificates/{certificate.token}", f"/certificates?number={certificate.number.lower()}"):
        page = visit(client, address)
        assert sentence in page
        assert certificate.number in page
        assert certificate.brand.name_en in page
        assert "就业规模不足" not in page


@pytest.mark.parametrize("token", ["nowhere", "%00", "长" * 400, "a" * 400, "%ff", "token-%"])
def test_a_code_that_is_not_ours_says_so(client, session, token):
    BrandCertificateFactory()

    assert "There is no such certificate" in visit(client, f"/certificates/{token}", status=404)


def test_every_public_page_leads_to_what_anybody_may_check(client, session):
    page = client.get("/brands").text

    assert 'href="/certificates"' in page
    assert 'href="/inspections"' in page


@pytest.mark.parametrize("number", ["YZLP-1999-0001", "长" * 900, "' OR 1=1 --"])
def test_a_number_that_nobody_was_given_says_so(client, session, number):
    assert "There is no certificate with this number" in visit(client, f"/certificates?number={number}")


def test_the_zone_of_the_brand_is_one_tap_away_as_long_as_the_brand_is_certified(client, session):
    certificate = BrandCertificateFactory()
    zone = ZoneFactory(brand=certificate.brand)
    assert f"/zones/{zone.slug}" in client.get(f"/certificates/{certificate.token}").text

    certificate.brand.state = BrandState.SUSPENDED
    session.commit()

    assert f"/zones/{zone.slug}" not in client.get(f"/certificates/{certificate.token}").text


def test_the_brand_prints_its_certificate_with_the_address_of_its_verification(client, session, sign_in):
    certificate = BrandCertificateFactory()
    member = BrandMemberFactory(brand=certificate.brand, is_leading=True)
    sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=member.enterprise_id))
    address = f"/certifications/certificates/{certificate.id}"
    page = client.get(address)
    assert f"/certificates/{certificate.token}" in page.text
    assert "<svg" in page.text

    paper = client.get(f"{address}/paper")

    assert paper.mimetype == "application/pdf"
    assert paper.data.startswith(b"%PDF-")
    assert b"%%EOF" in paper.data[-32:]
    assert client.get(f"{address}/paper").data == paper.data


def test_a_name_that_is_too_long_for_the_sheet_is_written_smaller(client, session, sign_in):
    certificate = BrandCertificateFactory(brand=BrandFactory(name="长" * 30))
    sign_in(AccountFactory(county_official=True))

    assert client.get(f"/certifications/certificates/{certificate.id}/paper").status_code == 200


@pytest.mark.parametrize("state", [CertificateState.SUSPENDED, CertificateState.REVOKED, CertificateState.REPLACED])
def test_what_is_worth_nothing_is_not_printed(client, session, sign_in, state):
    certificate = BrandCertificateFactory(state=state)
    sign_in(AccountFactory(county_official=True))

    visit(client, f"/certifications/certificates/{certificate.id}/paper", status=404)


def test_officials_list_the_certificates_of_their_division_by_what_they_are_worth(client, session, sign_in):
    ours = BrandCertificateFactory()
    ended = BrandCertificateFactory(state=CertificateState.SUSPENDED, valid_until=TODAY - timedelta(days=1))
    theirs = BrandCertificateFactory(brand=BrandFactory(division_code=BAOYING))
    sign_in(AccountFactory(county_official=True))

    page = visit(client, OFFICE)
    assert ours.number in page
    assert ended.number not in page
    assert theirs.number not in page
    assert ended.number in visit(client, f"{OFFICE}?state=expired")
    assert "No certificate stands here" in visit(client, f"{OFFICE}?state=revoked")
    visit(client, f"/certifications/certificates/{theirs.id}", status=404)


def test_the_public_page_asks_little_of_the_database(client, session, count_queries):
    certificate = BrandCertificateFactory()
    client.get(f"/certificates/{certificate.token}")

    with count_queries() as counted:
        assert certificate.number in text_of(client.get(f"/certificates/{certificate.token}"))

    assert len(counted.statements) <= 3
