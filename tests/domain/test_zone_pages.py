"""Pages of zones: their sections, their order, and who may take a version where."""

import json
from dataclasses import replace

import pytest

from domain.pictures import PlacedPicture
from domain.zone_pages import (
    LONGEST_ADDRESS,
    LONGEST_HEADING,
    LONGEST_HEADING_EN,
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_TEXT_EN,
    MOST_LINKS,
    STANDARD_PAGE,
    TRANSITIONS,
    Composer,
    EnglishHeadingTooLong,
    EnglishTextTooLong,
    HeadingTooLong,
    Link,
    LinkUnusable,
    NothingShown,
    PositionImplausible,
    Section,
    SectionKind,
    TextTooLong,
    TooManyLinks,
    VersionReasonMissing,
    VersionReasonTooLong,
    VersionState,
    VersionStepRefused,
    ZonePage,
    arrange,
    changed_sections,
    check_section,
    check_shown,
    check_step,
    kept_page,
    move,
    read_page,
)

K, S, C = SectionKind, VersionState, Composer
FILM = Link(title="一刀一世界", address="https://video.example.cn/watch?v=1")
FULL = Section(
    kind=K.STORY,
    is_shown=False,
    heading="玉雕的故事",
    heading_en="Carving jade",
    text="一刀一世界",
    text_en="A world in a cut",
    picture=PlacedPicture(fingerprint="a" * 32, alt="玉雕师", credit="王建国", width=800, height=600),
    links=(FILM,),
)


def kinds(page):
    return [section.kind for section in page.shown]


def test_a_page_that_nobody_composed_shows_every_section():
    assert kinds(STANDARD_PAGE) == list(SectionKind)
    assert STANDARD_PAGE.shows(K.VIDEOS)


def test_a_page_is_read_back_as_it_was_kept():
    page = ZonePage(sections=(FULL, *STANDARD_PAGE.sections[:3], *STANDARD_PAGE.sections[4:]))

    assert read_page(json.loads(json.dumps(kept_page(page)))) == page
    assert not page.shows(K.STORY)
    assert page.section(K.STORY).picture.alt == "玉雕师"


def test_a_section_that_was_invented_later_stands_at_the_end_switched_off():
    kept = kept_page(STANDARD_PAGE)
    kept["sections"] = [item for item in kept["sections"] if item["kind"] != K.VIDEOS] + [{"kind": "forgotten"}]

    page = read_page(kept)

    assert page.sections[-1] == Section(kind=K.VIDEOS, is_shown=False)
    assert len(page.sections) == len(SectionKind)


def test_words_fit():
    full = replace(
        FULL,
        heading="字" * LONGEST_HEADING,
        heading_en="x" * LONGEST_HEADING_EN,
        text="字" * LONGEST_TEXT,
        text_en="x" * LONGEST_TEXT_EN,
    )
    check_section(full)
    for name, refusal in (
        ("heading", HeadingTooLong),
        ("heading_en", EnglishHeadingTooLong),
        ("text", TextTooLong),
        ("text_en", EnglishTextTooLong),
    ):
        with pytest.raises(refusal) as caught:
            check_section(replace(full, **{name: getattr(full, name) + "x"}))
        assert caught.value.field == name


def test_a_section_shows_a_handful_of_links():
    check_section(replace(FULL, links=(FILM,) * MOST_LINKS))
    with pytest.raises(TooManyLinks):
        check_section(replace(FULL, links=(FILM,) * (MOST_LINKS + 1)))
    assert FILM.host == "video.example.cn"


@pytest.mark.parametrize(
    "address",
    [
        "http://video.example.cn/1",
        "javascript:alert(1)",
        "https:///1",
        "https://[::1",
        "https://bank.example@evil.example/",
        "https://video.example.cn/\u202e1",
        "https://video.example.cn/" + "x" * LONGEST_ADDRESS,
        "",
    ],
)
def test_a_link_leads_to_a_page_that_browsers_open_safely(address):
    with pytest.raises(LinkUnusable):
        check_section(replace(FULL, links=(Link(title="影片", address=address),)))


def test_a_link_has_a_title():
    with pytest.raises(LinkUnusable):
        check_section(replace(FULL, links=(replace(FILM, title=""),)))
    assert Link(title="x", address="nothing").host == ""


def test_something_is_shown():
    check_shown(STANDARD_PAGE)
    with pytest.raises(NothingShown):
        check_shown(ZonePage(sections=tuple(replace(one, is_shown=False) for one in STANDARD_PAGE.sections)))


def test_sections_stand_by_the_positions_that_were_typed():
    positions = dict.fromkeys(SectionKind, 5) | {K.VIDEOS: 1, K.FIGURES: 9}

    page = arrange(STANDARD_PAGE.sections, positions)

    assert [kinds(page)[0], kinds(page)[-1]] == [K.VIDEOS, K.FIGURES]
    assert kinds(page)[1:-1] == list(SectionKind)[1:-1]
    for position in (0, 10):
        with pytest.raises(PositionImplausible):
            arrange(STANDARD_PAGE.sections, positions | {K.STORY: position})


def test_an_arrow_moves_a_section_by_one_and_stops_at_the_ends():
    first, second, *rest = SectionKind
    assert kinds(move(STANDARD_PAGE, second, up=True)) == [second, first, *rest]
    assert kinds(move(STANDARD_PAGE, first, up=False)) == [second, first, *rest]
    assert move(STANDARD_PAGE, first, up=True) == STANDARD_PAGE
    assert move(STANDARD_PAGE, rest[-1], up=False) == STANDARD_PAGE


def test_what_changed_is_named_section_by_section():
    assert changed_sections(STANDARD_PAGE, STANDARD_PAGE) == ()
    positions = {kind: place for place, kind in enumerate(SectionKind, start=1)}
    moved = arrange(STANDARD_PAGE.sections, positions | {K.VIDEOS: 1})
    assert changed_sections(STANDARD_PAGE, moved) == (K.VIDEOS,)
    written = ZonePage(
        sections=tuple(replace(one, text="x") if one.kind is K.PEOPLE else one for one in STANDARD_PAGE.sections)
    )
    assert changed_sections(STANDARD_PAGE, written) == (K.PEOPLE,)
    hidden = ZonePage(sections=tuple(replace(one, is_shown=one.kind is not K.STORY) for one in STANDARD_PAGE.sections))
    assert changed_sections(STANDARD_PAGE, hidden) == (K.STORY,)


@pytest.mark.parametrize("made_by", list(Composer))
@pytest.mark.parametrize("by", list(Composer))
@pytest.mark.parametrize("target", list(VersionState))
@pytest.mark.parametrize("state", list(VersionState))
def test_steps_follow_the_table_and_a_draft_is_of_who_made_it(state, target, by, made_by):
    is_allowed = by in TRANSITIONS.get((state, target), ()) and not (state is S.DRAFT and by is not made_by)
    if is_allowed:
        check_step(state, target, by=by, made_by=made_by, reason="请补充照片")
    else:
        with pytest.raises(VersionStepRefused):
            check_step(state, target, by=by, made_by=made_by, reason="请补充照片")


def test_whoever_sends_back_says_why():
    step = {"by": C.OFFICE, "made_by": C.ENTERPRISE}
    with pytest.raises(VersionReasonMissing):
        check_step(S.PROPOSED, S.SENT_BACK, **step, reason=" ")
    with pytest.raises(VersionReasonTooLong):
        check_step(S.PROPOSED, S.SENT_BACK, **step, reason="x" * (LONGEST_REASON + 1))
