"""What was found is marked in the text as it was written, each stretch once."""

import pytest

from search.hits import excerpt, mark


@pytest.mark.parametrize(
    ("needles", "found"),
    [
        ((("服务",), ("服务员",)), ["服务员"]),
        ((("餐厅",), ("服务员",)), ["餐厅服务员"]),
        ((("餐厅",), ("急招",)), ["餐厅", "急招"]),
        ((("侍应", "服务员"),), ["服务员"]),
        ((("厨师",),), []),
    ],
)
def test_words_that_overlap_or_touch_are_marked_as_one(needles, found):
    marked = mark("餐厅服务员 急招", needles)

    assert [text for text, is_found in marked.parts if is_found] == found
    assert "".join(text for text, _ in marked.parts) == "餐厅服务员 急招"


def test_an_excerpt_is_the_stretch_around_the_first_word_and_stand_ins_do_not_count():
    text = "传菜" * 60 + "收台" + "迎宾" * 60

    assert ("收台", True) in excerpt(text, (("收台",),)).parts
    assert len(excerpt(text, (("收台",),)).text) < len(text)
    assert excerpt(text, (("厨师", "收台"),)) is None
