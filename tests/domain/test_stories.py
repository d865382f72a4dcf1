"""Stories: readable, with a consent that is noted, and a way that the table says."""

from datetime import date, timedelta

import pytest

from domain.stories import (
    LONGEST_PERSON,
    LONGEST_PROOF,
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_TITLE,
    TRANSITIONS,
    OwnStoryPublished,
    StoryConsentInFuture,
    StoryConsentMissing,
    StoryConsentTooLong,
    StoryPersonMissing,
    StoryPersonTooLong,
    StoryReasonMissing,
    StoryReasonTooLong,
    StoryState,
    StoryStep,
    StoryStepRefused,
    StoryTextMissing,
    StoryTextTooLong,
    StoryTitleMissing,
    StoryTitleTooLong,
    check_consent,
    check_four_eyes,
    check_reason,
    check_story,
    next_state,
)

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize("state", StoryState)
@pytest.mark.parametrize("step", StoryStep)
def test_a_story_goes_only_where_the_table_says(state, step):
    if (state, step) in TRANSITIONS:
        assert next_state(state, step) is TRANSITIONS[state, step]
    else:
        with pytest.raises(StoryStepRefused):
            next_state(state, step)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"person_name": " "}, StoryPersonMissing),
        ({"person_name": "名" * (LONGEST_PERSON + 1)}, StoryPersonTooLong),
        ({"title": ""}, StoryTitleMissing),
        ({"title": "题" * (LONGEST_TITLE + 1)}, StoryTitleTooLong),
        ({"text": "\n"}, StoryTextMissing),
        ({"text": "事" * (LONGEST_TEXT + 1)}, StoryTextTooLong),
    ],
)
def test_a_story_has_a_person_a_title_and_words(words, refusal):
    usual = {"title": "题" * LONGEST_TITLE, "person_name": "名" * LONGEST_PERSON, "text": "事" * LONGEST_TEXT}
    check_story(**usual)
    with pytest.raises(refusal):
        check_story(**usual | words)


@pytest.mark.parametrize(
    ("proof", "offset", "refusal"),
    [
        (" ", 0, StoryConsentMissing),
        ("签" * (LONGEST_PROOF + 1), 0, StoryConsentTooLong),
        ("签字", 1, StoryConsentInFuture),
    ],
)
def test_nobodys_story_is_told_without_a_consent_that_is_noted(proof, offset, refusal):
    check_consent(proof="签" * LONGEST_PROOF, given_on=TODAY, today=TODAY)
    with pytest.raises(refusal):
        check_consent(proof=proof, given_on=TODAY + timedelta(days=offset), today=TODAY)


def test_what_goes_back_goes_with_a_reason():
    check_reason("", is_needed=False)
    check_reason("请补充年份", is_needed=True)
    with pytest.raises(StoryReasonMissing):
        check_reason(" ", is_needed=True)
    with pytest.raises(StoryReasonTooLong):
        check_reason("因" * (LONGEST_REASON + 1), is_needed=False)


def test_whoever_wrote_or_last_changed_a_story_does_not_publish_it():
    check_four_eyes(3, hands={1, 2, None})
    for hand in (1, 2):
        with pytest.raises(OwnStoryPublished):
            check_four_eyes(hand, hands={1, 2, None})
