"""Pictures of work: their words, their size, and why one is taken down."""

import pytest

from domain.portfolios import (
    CaptionMissing,
    CaptionTooLong,
    PictureTooLarge,
    PictureTooSmall,
    TakingDownReasonMissing,
    TakingDownReasonTooLong,
    check_caption,
    check_pixels,
    check_taking_down,
)


def test_a_picture_has_a_few_words():
    check_caption("白玉山子")
    with pytest.raises(CaptionMissing):
        check_caption("  ")
    with pytest.raises(CaptionTooLong):
        check_caption("玉" * 41)


def test_a_picture_shows_something_and_comes_from_a_camera():
    check_pixels(200, 200)
    check_pixels(10_000, 6_000)
    with pytest.raises(PictureTooSmall):
        check_pixels(4000, 199)
    with pytest.raises(PictureTooLarge):
        check_pixels(10_001, 6_000)


def test_a_picture_is_taken_down_with_a_reason():
    check_taking_down("不是作品")
    with pytest.raises(TakingDownReasonMissing):
        check_taking_down("")
    with pytest.raises(TakingDownReasonTooLong):
        check_taking_down("长" * 201)
