"""What the talent database has beside the profiles: identity numbers, papers that wait, abilities, pictures of work."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from stdnum.cn import ric

from domain.divisions import county_of
from domain.duplicates import PairGround, PairState
from domain.evidence import EvidenceType
from domain.skill_certificates import CertificateKind, CertificateStanding
from domain.skills import SkillLevel
from domain.workers import CONSENT_VERSION, ConsentPurpose
from scripts.demo_city import tables
from scripts.demo_city.workers import add_certificate, proof_of
from scripts.demo_city.works import TRADES, certificate_paper, work_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.draw import Draw
    from scripts.demo_city.ledger import Ledger, Row

NOWHERE = "321000"
"""With what the identity numbers of the demo begin: the city as such, where nobody is registered."""
HAS_NUMBER = 0.3
"""Of those whom no official has seen; of the others everybody has."""
HAS_SHOWN_PAPER, WAS_REFUSED = 0.5, 0.2
HAS_ABILITY = 0.16
ONE_IN, FEWEST = 800, 6
"""How often somebody stands twice in the database."""
SHOWS_WORK = 0.6
REASONS = ("照片看不清证书编号，请重新拍摄。", "证书姓名与档案不一致。", "在全国联网系统中查不到该编号。")
CAPTIONS = ("近期作品", "得意之作", "收徒时的示范件", "参加市工艺展的作品")


def add_talents(ledger: Ledger, accounts: Accounts) -> None:
    """Add all of it."""
    twins = _add_duplicates(ledger, accounts)
    add_identities(ledger, accounts, twins)
    _add_abilities(ledger)
    _show_papers(ledger, accounts)
    _add_pictures(ledger)


def files() -> Iterator[bytes]:
    """The files that the rows name, to be kept where the product keeps them."""
    yield certificate_paper()
    for code in TRADES:
        for number in range(len(CAPTIONS)):
            work = work_of(code, number)
            if work is not None:
                yield from (work.large, work.small)


def add_identities(ledger: Ledger, accounts: Accounts, twins: Mapping[int, int | None]) -> None:
    """Give people numbers that pass every check and belong to nobody. They are locked away when they are stored.

    `twins` says whose number somebody has who stands twice in the database; None where no number is known.
    """
    draw, taken, known = ledger.draw("identities"), Counter[str](), dict[int, str]()
    for worker in ledger.rows("worker"):
        if worker["id"] in twins:
            twin = twins[worker["id"]]
            if twin is not None:
                add_identity(ledger, accounts, worker, known[twin])
        elif worker["is_verified"] or worker["id"] in twins.values() or draw.chance(HAS_NUMBER):
            day = date(worker["birth_year"], 1, 1) + timedelta(days=draw.randrange(365))
            known[worker["id"]] = made_up_number(day, taken)
            add_identity(ledger, accounts, worker, known[worker["id"]])


def made_up_number(birthday: date, taken: Counter[str]) -> str:
    """The next number of a birthday."""
    stem = f"{NOWHERE}{birthday:%Y%m%d}"
    taken[stem] += 1
    stem = f"{stem}{taken[stem] - 1:03d}"
    return stem + ric.calc_check_digit(stem + "0")


def add_identity(ledger: Ledger, accounts: Accounts, worker: Row, number: str) -> None:
    """A number with the consent to keep it; the county wrote down both for who has no account."""
    home = county_of(worker["division_code"])
    recorded_by = None if worker["account_id"] else accounts.county_officials[home]
    ledger.add(
        "worker_identity",
        worker_id=worker["id"],
        sealed=number,
        blind_index="",
        created_at=worker["created_at"],
        recorded_by_id=recorded_by,
    )
    ledger.add(
        "consent",
        worker_id=worker["id"],
        purpose=ConsentPurpose.IDENTITY,
        version=CONSENT_VERSION,
        given_at=worker["created_at"],
        withdrawn_at=None,
        recorded_by_id=recorded_by,
        **proof_of(worker, recorded_by),
    )


def _add_duplicates(ledger: Ledger, accounts: Accounts) -> dict[int, int | None]:
    """Some whom a county entered have signed up as well; whose number they have, or None where only the rest agrees."""
    by_place: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for worker in ledger.rows("worker"):
        by_place[county_of(worker["division_code"]), worker["birth_year"]].append(worker)
    draw = ledger.draw("duplicates")
    couples: list[tuple[Row, Row]] = []
    for rows in by_place.values():
        signed_up = next((row for row in rows if row["account_id"] and row["id"] > 1), None)
        later = [row for row in rows if signed_up and not row["account_id"] and row["id"] > signed_up["id"]]
        if signed_up and later:
            couples.append((signed_up, later[0]))
    wanted = max(len(ledger.rows("worker")) // ONE_IN, FEWEST)
    twins: dict[int, int | None] = {}
    for number, (own, entered) in enumerate(draw.sample(couples, min(wanted, len(couples)))):
        by_number = number % 3 != 2
        entered["name"], entered["is_verified"] = own["name"], False
        if not by_number:
            entered["phone"] = own["phone"]
        twins[entered["id"]] = own["id"] if by_number else None
        is_decided = number % 5 == 4
        official = accounts.county_officials.get(county_of(own["division_code"]), accounts.city_official)
        ledger.add(
            "worker_pair",
            first_id=min(own["id"], entered["id"]),
            second_id=max(own["id"], entered["id"]),
            grounds=frozenset({PairGround.SAME_IDENTITY if by_number else PairGround.SAME_PHONE_NAME_YEAR}),
            state=PairState.TWO_PEOPLE if is_decided else PairState.OPEN,
            found_at=ledger.moment(draw, draw.randint(3, 30)),
            decided_at=ledger.moment(draw, 1) if is_decided else None,
            decided_by_id=official if is_decided else None,
            reason="同名同姓，已电话核实。" if is_decided else "",
            kept_id=None,
            moved={},
        )
    return twins


def _add_abilities(ledger: Ledger) -> None:
    """Some hold a certificate of a special ability, with what was assessed."""
    draw, known = ledger.draw("special abilities"), tables.tree("special_abilities.toml")
    for worker, code in _trades(ledger):
        if code in known and (worker["id"] == 1 or draw.chance(HAS_ABILITY)):
            issued_on = ledger.parameters.day(-draw.randint(200, 1500))
            add_certificate(
                ledger,
                worker,
                kind=CertificateKind.SPECIAL_ABILITY,
                name=known[code]["name"],
                items=list(known[code]["items"]),
                number=f"演示专项{worker['id']:06d}",
                issuer="演示职业技能鉴定中心",
                issued_on=issued_on,
            )


def _show_papers(ledger: Ledger, accounts: Accounts) -> None:
    """Of what is only said, some papers wait for the county, and some were refused."""
    draw, paper = ledger.draw("papers"), sha256(certificate_paper()).hexdigest()
    for row in ledger.rows("certificate"):
        worker = ledger.row("worker", row["worker_id"])
        is_shown = worker["id"] == 1 and row["kind"] is CertificateKind.SPECIAL_ABILITY
        if row["standing"] is not CertificateStanding.CLAIMED and not is_shown:
            continue
        if not row["number"] or not (is_shown or draw.chance(HAS_SHOWN_PAPER)):
            continue
        row["file_name"], row["file_kind"], row["file_sha256"] = "证书照片.jpg", EvidenceType.JPEG, paper
        row["shown_at"] = max(ledger.moment(draw, draw.randint(0, 20)), worker["created_at"])
        row["standing"], row["decided_at"] = CertificateStanding.WAITING, None
        if not is_shown and draw.chance(WAS_REFUSED):
            _refuse(ledger, accounts, draw, row)


def _refuse(ledger: Ledger, accounts: Accounts, draw: Draw, row: Row) -> None:
    worker = ledger.row("worker", row["worker_id"])
    row["standing"] = CertificateStanding.REFUSED
    row["decided_at"] = min(row["shown_at"] + timedelta(days=2), ledger.parameters.now - timedelta(hours=2))
    row["decided_by_id"] = accounts.county_officials.get(county_of(worker["division_code"]), accounts.city_official)
    row["reason"] = draw.choice(REASONS)
    if row["kind"] is CertificateKind.SKILL_LEVEL:
        worker["skill_level"] = SkillLevel.NONE


def _add_pictures(ledger: Ledger) -> None:
    """Who carves, lacquers, cuts or embroiders shows some of it."""
    draw = ledger.draw("pictures of work")
    for worker, code in _trades(ledger):
        if code not in TRADES or not draw.chance(SHOWS_WORK):
            continue
        for rank, number in enumerate(draw.sample(range(len(CAPTIONS)), draw.randint(1, 3)), start=1):
            work = work_of(code, number)
            if work is not None:
                ledger.add("portfolio_picture", **_picture(worker, work.large, work.small, rank, CAPTIONS[number]))


def _picture(worker: Row, large: bytes, small: bytes, rank: int, caption: str) -> dict[str, Any]:
    return {
        "worker_id": worker["id"],
        "rank": rank,
        "caption": caption,
        "large_sha256": sha256(large).hexdigest(),
        "small_sha256": sha256(small).hexdigest(),
        "width": 960,
        "height": 720,
        "created_at": worker["updated_at"],
        "is_illustrative": True,
        "taken_down_at": None,
        "taken_down_by_id": None,
        "reason": "",
    }


def _trades(ledger: Ledger) -> Iterator[tuple[Row, str]]:
    """Each worker with the occupation that is dearest to them."""
    for row in ledger.rows("worker_occupation"):
        if row["rank"] == 0:
            yield ledger.row("worker", row["worker_id"]), row["occupation_code"]
