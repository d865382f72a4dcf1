"""Which pictures are taken, by their bytes and measures, and what has to be said of them."""

import pytest

from domain.pictures import (
    LARGEST_BYTES,
    LONGEST_ALT,
    LONGEST_CREDIT,
    SMALLEST_SIDE,
    PictureCreditTooLong,
    PictureDescriptionTooLong,
    PictureMissing,
    PictureTooLarge,
    PictureTooManyPixels,
    PictureTooSmall,
    PictureTypeRefused,
    PictureUndescribed,
    check_file,
    check_measures,
    check_words,
)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\nrest", "PNG"),
        (b"\xff\xd8\xff\xe0rest", "JPEG"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "WEBP"),
    ],
)
def test_a_file_is_what_its_bytes_say(content, kind):
    assert check_file(content) == kind


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", PictureMissing),
        (b"\xff\xd8\xff" + b"x" * LARGEST_BYTES, PictureTooLarge),
        (b"%PDF-1.7", PictureTypeRefused),
        (b"<svg onload=alert(1)>", PictureTypeRefused),
        (b"GIF89a", PictureTypeRefused),
        (b"RIFF\x10\x00\x00\x00WAVE", PictureTypeRefused),
    ],
)
def test_what_is_no_picture_is_refused(content, refusal):
    with pytest.raises(refusal):
        check_file(content)


def test_a_picture_is_neither_a_blur_nor_a_bomb():
    check_measures(SMALLEST_SIDE, SMALLEST_SIDE)
    check_measures(8000, 5000)
    with pytest.raises(PictureTooSmall):
        check_measures(4000, SMALLEST_SIDE - 1)
    with pytest.raises(PictureTooManyPixels):
        check_measures(8000, 5001)


def test_a_picture_is_described():
    check_words(alt="字" * LONGEST_ALT, credit="名" * LONGEST_CREDIT)
    with pytest.raises(PictureUndescribed):
        check_words(alt=" ", credit="")
    with pytest.raises(PictureDescriptionTooLong):
        check_words(alt="字" * (LONGEST_ALT + 1), credit="")
    with pytest.raises(PictureCreditTooLong):
        check_words(alt="玉雕", credit="名" * (LONGEST_CREDIT + 1))
