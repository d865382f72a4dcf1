"""When an uploaded table can be read at all."""

import pytest

from domain.spreadsheets import SheetEmpty, SheetMissing, SheetTooLarge, SheetTooLong, check_rows, check_size


def test_a_file_has_something_in_it_and_is_not_a_film():
    check_size(2 * 1024 * 1024)
    with pytest.raises(SheetMissing):
        check_size(0)
    with pytest.raises(SheetTooLarge):
        check_size(2 * 1024 * 1024 + 1)


def test_a_table_has_rows_and_not_too_many():
    check_rows(500)
    with pytest.raises(SheetEmpty):
        check_rows(0)
    with pytest.raises(SheetTooLong) as refusal:
        check_rows(501)
    assert refusal.value.details == {"rows": 501, "most": 500}
