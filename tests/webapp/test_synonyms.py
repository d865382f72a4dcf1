"""Officials accept what the log proposes, search goes by it at once, and everything can be taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.synonyms import SynonymGround, SynonymState
from tests.factories import CHEF, TODAY, AccountFactory, VacancyFactory
from tests.webapp.pages import ENGLISH, text_of
from webapp.calendar import now, today
from webapp.models import AuditEntry, QueryDay, QueryRewording, Synonym
from webapp.reads import synonyms as reads
from webapp.services import indexing

WORDS = "/office/searches/words"


@pytest.fixture(autouse=True)
def reads_english(client):
    client.set_cookie("locale", "en")


@pytest.fixture
def city(session, sign_in):
    account = AccountFactory(role=Role.CITY_OFFICIAL, division_code="321000")
    sign_in(account)
    return account


@pytest.fixture
def cook(app, session, index):
    vacancy = VacancyFactory(title="淮扬菜厨师")
    with app.app_context():
        indexing.rebuild(index, today=TODAY)
    return vacancy


@pytest.fixture
def log(session):
    """For two weeks people type 颠勺, find nothing, and type 厨师."""
    for ago in range(14):
        day = today() - timedelta(days=ago)
        session.add(QueryDay(day=day, text="颠勺", times=5, by_page=5, empty=5))
        session.add(QueryDay(day=day, text="厨师", times=9, by_page=9))
        session.add(QueryRewording(day=day, before="颠勺", after="厨师", times=3))
        session.add(QueryRewording(day=day, before="厨师", after="电焊工", times=9))
    session.commit()


def page(client, address=WORDS, status=200):
    answer = client.get(address, headers=ENGLISH)
    assert answer.status_code == status
    return text_of(answer)


def post(client, address, **form):
    return client.post(address, data=form, headers=ENGLISH, follow_redirects=True)


def decide(client, answer, word="颠勺", means="厨师"):
    return post(client, f"{WORDS}/decide", word=word, means=means, answer=answer)


def found(client, text="颠勺"):
    return client.get("/api/v1/vacancies", query_string={"q": text}).json["total"]


def synonym(fresh):
    return fresh().scalars(select(Synonym)).one()


def trail(fresh):
    entries = fresh().scalars(select(AuditEntry).where(AuditEntry.action.startswith("synonym.")))
    return [(entry.action, entry.account_id, entry.figures) for entry in entries]


def accepted(session, word="颠勺", means="厨师", state=SynonymState.ACCEPTED):
    row = Synonym(word=word, means=means, state=state, ground=SynonymGround.BY_HAND, figures={}, decided_at=now())
    session.add(row)
    session.commit()
    return row


def test_what_people_typed_next_is_proposed_with_how_often(client, city, log):
    shown = page(client)

    assert "颠勺 → 厨师" in shown
    assert "People typed it next : 42 times" in shown or "People typed it next: 42 times" in shown


def test_an_accepted_proposal_is_searched_by_at_once_and_leaves_its_figures_in_the_trail(
    client, city, cook, log, fresh
):
    assert found(client) == 0

    shown = text_of(decide(client, "accept"))

    assert "Search goes by it from now on" in shown
    assert found(client) == 1
    assert "淮扬菜厨师" in page(client, "/vacancies?q=颠勺")
    ((action, account_id, figures),) = trail(fresh)
    assert (action, account_id) == ("synonym.accepted", city.id)
    assert figures["word"] == "颠勺"
    assert (figures["searches"], figures["times"]) == (70, 42)
    assert "Nothing is proposed" in page(client)


def test_another_process_searches_by_it_after_two_seconds(client, app, cook, session, monkeypatch):
    assert found(client) == 0
    accepted(session)

    monkeypatch.setattr(reads, "LOOK_EVERY", 0.0)

    assert found(client) == 1


def test_an_accepted_word_is_suggested_while_one_types(client, city, cook):
    def suggested():
        items = client.get("/api/v1/suggest?q=dians").json["items"]
        return {"text": "颠勺", "kind": "occupation", "id": CHEF, "completed": "颠勺"} in items

    assert not suggested()
    post(client, WORDS, word="颠勺", means="厨师")
    assert suggested()


def test_what_an_accepted_word_has_done_since_is_shown_where_many_searched_for_it(client, city, session):
    decided = now() - timedelta(days=8)
    session.add_all(
        Synonym(
            word=word,
            means="厨师",
            state=SynonymState.ACCEPTED,
            ground=SynonymGround.BY_HAND,
            figures={},
            decided_at=decided,
        )
        for word in ("颠勺", "切墩")
    )
    for ago in range(20):
        day = today() - timedelta(days=ago)
        session.add(QueryDay(day=day, text="颠勺", times=4, by_page=4, empty=0 if ago < 8 else 4))
    session.commit()

    shown = page(client)

    assert "颠勺 → 厨师 Written by an official 32 · found nothing: 0 %" in shown
    assert "切墩 → 厨师 Written by an official —" in shown


def test_a_refused_proposal_is_not_proposed_again_and_changes_nothing(client, city, cook, log, fresh):
    assert "not proposed again" in text_of(decide(client, "refuse"))

    assert "Nothing is proposed" in page(client)
    assert found(client) == 0
    assert [action for action, *_ in trail(fresh)] == ["synonym.refused"]


def test_what_was_accepted_is_withdrawn_and_accepted_again(client, city, cook, log, fresh):
    decide(client, "accept")
    row = synonym(fresh)

    post(client, f"{WORDS}/{row.id}/withdraw")
    assert synonym(fresh).state is SynonymState.WITHDRAWN
    assert found(client) == 0

    post(client, f"{WORDS}/{row.id}/accept")
    assert synonym(fresh).state is SynonymState.ACCEPTED
    assert found(client) == 1
    assert [action for action, *_ in trail(fresh)] == ["synonym.accepted", "synonym.withdrawn", "synonym.accepted"]


def test_what_is_proposed_no_longer_cannot_be_decided(client, city, log, fresh):
    assert "decided meanwhile" in text_of(decide(client, "accept", means="电焊工"))
    decide(client, "accept")
    assert "decided meanwhile" in text_of(decide(client, "accept"))

    assert len(trail(fresh)) == 1


def test_a_step_that_the_table_does_not_have_is_refused(client, city, session, fresh):
    row = accepted(session, state=SynonymState.WITHDRAWN)

    assert "decided meanwhile" in text_of(post(client, f"{WORDS}/{row.id}/withdraw"))
    assert synonym(fresh).state is SynonymState.WITHDRAWN
    assert client.post(f"{WORDS}/999/withdraw").status_code == 404
    assert client.post(f"{WORDS}/decide", data={"answer": "perhaps"}).status_code == 400


def test_an_official_adds_a_word_in_any_form_and_it_is_kept_in_one(client, city, cook, fresh):
    shown = text_of(post(client, WORDS, word=" 顛勺 ", means="厨师"))

    assert "Search goes by it from now on" in shown
    assert (synonym(fresh).word, synonym(fresh).ground) == ("颠勺", SynonymGround.BY_HAND)
    assert found(client) == 1


@pytest.mark.parametrize(
    ("word", "means", "said"),
    [
        ("", "厨师", "Please fill this in."),
        ("颠勺 炒菜", "厨师", "without spaces"),
        ("颠勺", "颠勺", "the same words"),
        ("厨子", "厨师", "knows this already"),
        ("高邮", "厨师", "for a place"),
        ("颠" * 300, "厨师", "without spaces"),
    ],
)
def test_a_word_that_cannot_be_accepted_is_refused_at_its_field_and_stays(client, city, fresh, word, means, said):
    answer = client.post(WORDS, data={"word": word, "means": means}, headers=ENGLISH)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert f'value="{means}"' in answer.text
    assert fresh().scalars(select(Synonym)).all() == []


def test_a_pair_that_was_refused_before_may_be_written_by_hand(client, city, log, fresh):
    decide(client, "refuse")

    post(client, WORDS, word="颠勺", means="厨师")

    assert synonym(fresh).state is SynonymState.ACCEPTED


def test_a_pair_that_stands_is_not_accepted_twice(client, city, session, fresh):
    accepted(session)

    assert "decided meanwhile" in text_of(client.post(WORDS, data={"word": "颠勺", "means": "厨师"}, headers=ENGLISH))


def test_a_county_sees_and_does_not_decide(client, session, sign_in, log):
    sign_in(AccountFactory(role=Role.COUNTY_OFFICIAL, division_code="321084"))

    assert "颠勺 → 厨师" in page(client)
    assert "Accept this word" not in client.get(WORDS, headers=ENGLISH).text
    assert decide(client, "accept").status_code == 403


def test_the_page_asks_few_questions(client, city, log, session, count_queries):
    for number in range(5):
        accepted(session, word=f"颠勺{'一二三四五'[number]}")
    page(client)

    with count_queries() as counted:
        page(client)

    # Who is signed in, the texts, the rewordings, the decisions, and what became of them.
    assert len(counted.statements) == 5
