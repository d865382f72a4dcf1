"""Which vacancies the words of a question find, and which first."""

from __future__ import annotations

import pytest

from search import VacancyQuestion
from tests.search.conftest import days_ago, ids, vacancy

WELDER, HOUSEKEEPER, COOK, JADE = "6-18-02-04", "4-10-01-06", "4-03-02-01", "6-09-03-01"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("焊工", "电焊工"),
        ("电焊工", "氩弧焊工"),
        ("電焊工", "电焊工"),
        ("ＣＮＣ操作", "cnc操作工"),
        ("保姆", "住家阿姨 家政服务员"),
        ("住家阿姨", "招保姆接送孩子"),
        ("厨子", "湘菜厨师长"),
        ("捏脚", "足疗修脚师"),
        ("司机", "货车驾驶员"),
        ("餐饮服务员", "服务员（餐饮）"),
        ("清洁", "物业保洁"),
        ("ydg", "扬州玉雕工"),
        ("dianhangong", "电焊工"),
        ("dianhangogn", "电焊工"),
        ("DHG", "电焊工"),
        ("java", "Java开发工程师"),
        ("Java 开发", "Java开发工程师"),
        ("c++", "C++程序员"),
        ("焊", "电焊工"),
        ("我想找一份电焊的工作", "电焊工"),
        ("高级电焊工", "电焊工"),
    ],
)
def test_what_a_worker_types_finds_what_an_employer_wrote(find, typed, title):
    assert find([vacancy(1, title), vacancy(2, "平面模特")], typed) == ["1"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("工会", "焊工/会计"),
        ("会计", "社会体育指导员"),
        ("java", "javascript"),
        ("阿姨", "销售经理"),
        ("电焊工", "电话销售"),
    ],
)
def test_what_only_looks_alike_is_not_found(find, typed, title):
    assert find([vacancy(1, title)], typed) == []


def test_the_title_that_says_just_that_comes_first(find):
    titles = ["电焊车间会计", "电焊工学徒包教会以后多劳多得", "电焊工", "焊接检验"]

    assert find([vacancy(number, title) for number, title in enumerate(titles)], "电焊工")[0] == "2"


def test_a_vacancy_with_the_code_of_the_occupation_is_found_whatever_its_title_says(find):
    vacancies = [
        vacancy(1, "车间招两名师傅", occupation_code=WELDER),
        vacancy(2, "车间招两名师傅", occupation_code=JADE),
        vacancy(3, "电焊工"),
    ]

    assert find(vacancies, "电焊工") == ["3", "1"]


def test_brand_employer_skill_and_address_are_searched_too(find):
    vacancies = [
        vacancy(1, "技工", brand_names=("宝应荷藕",)),
        vacancy(2, "技工", enterprise_name="扬州宏远机械有限公司"),
        vacancy(3, "技工", skills=("氩弧焊",)),
        vacancy(4, "技工", address="万达广场三楼"),
        vacancy(5, "技工", division_code="321003011"),
    ]

    assert find(vacancies, "荷藕") == ["1"]
    assert find(vacancies, "宏远机械") == ["2"]
    assert find(vacancies, "hongyuan") == ["2"]
    assert find(vacancies, "氩弧焊") == ["3"]
    assert find(vacancies, "万达") == ["4"]
    assert find(vacancies, "西湖") == ["5"]


def test_the_duties_rank_but_admit_nobody(find):
    vacancies = [
        vacancy(1, "仓库主管", duties="与电焊工、叉车司机配合"),
        vacancy(2, "电焊工", published_at=days_ago(1)),
        vacancy(3, "电焊工", duties="负责车间电焊工作，电焊工需持证"),
    ]

    assert find(vacancies, "电焊工") == ["3", "2"] or find(vacancies, "电焊工") == ["2", "3"]
    assert "1" not in find(vacancies, "电焊工")


def test_of_two_words_both_must_be_found_and_of_three_all_but_one(find):
    vacancies = [
        vacancy(1, "数控铣床编程"),
        vacancy(2, "数控"),
        vacancy(3, "数控 铣床"),
    ]

    assert find(vacancies, "数控 编程") == ["1"]
    assert set(find(vacancies, "数控 铣床 编程")) == {"1", "3"}


def test_a_word_that_only_praises_ranks_and_keeps_nothing_out(find):
    vacancies = [vacancy(1, "文员"), vacancy(2, "文员 双休")]

    assert find(vacancies, "双休文员") == ["2", "1"]


def test_the_newer_of_two_equal_vacancies_comes_first(find):
    vacancies = [
        vacancy(1, "保安", published_at=days_ago(40)),
        vacancy(2, "保安", published_at=days_ago(2)),
        vacancy(3, "保安"),
    ]

    assert find(vacancies, "保安") == ["2", "1", "3"]
    assert find(vacancies) == ["2", "1", "3"]


def test_competition_takes_the_crowded_vacancy_down(index):
    index.rebuild("vacancies", [vacancy(1, "保安", price=0.9), vacancy(2, "保安队员招聘", price=0.1)])
    question = VacancyQuestion(text="保安")

    assert ids(index.search(question)) == ["1", "2"]
    assert ids(index.search(question, competition_weight=1.0)) == ["2", "1"]
    assert ids(index.search(VacancyQuestion(), competition_weight=1.0)) == ["2", "1"]


def test_the_score_falls_by_the_weight_times_the_price(index):
    index.rebuild("vacancies", [vacancy(1, "保安", price=0.75), vacancy(2, "保安", price=0.25)])

    cheap, dear = index.search(VacancyQuestion(text="保安"), competition_weight=0.8).hits

    assert cheap.id == "2"
    assert cheap.score - dear.score == pytest.approx(0.8 * 0.5, abs=0.8 / 128)


def test_found_words_are_marked_and_nothing_is_html(index):
    index.rebuild("vacancies", [vacancy(1, "<b>電焊工</b> 包吃住", duties="从事焊接，<script>电焊工</script>优先")])

    hit = index.search(VacancyQuestion(text="电焊工")).hits[0]

    assert hit.title.text == "<b>電焊工</b> 包吃住"
    assert [text for text, is_found in hit.title.parts if is_found] == ["電焊工"]
    assert "".join(text for text, _ in hit.title.parts) == hit.title.text
    assert ("电焊工", True) in hit.excerpt.parts


def test_a_synonym_is_marked_where_the_word_itself_is_not_there(index):
    index.rebuild("vacancies", [vacancy(1, "湘菜厨师", duties="炒菜")])

    hit = index.search(VacancyQuestion(text="厨子")).hits[0]

    assert ("厨师", True) in hit.title.parts
    assert hit.excerpt is None


def test_similar_vacancies_are_of_the_same_trade_and_not_the_one_itself(index):
    index.rebuild(
        "vacancies",
        [
            vacancy(1, "电焊工", occupation_code=WELDER, division_code="321084108", wage_min_fen=700000),
            vacancy(2, "焊工", occupation_code=WELDER, division_code="321084108", wage_min_fen=720000),
            vacancy(3, "焊工", occupation_code=WELDER, division_code="321002", wage_min_fen=300000),
            vacancy(4, "镀锌", occupation_code="6-18-03-01"),
            vacancy(5, "厨师", occupation_code=COOK),
            vacancy(6, "焊工", occupation_code=WELDER, is_open=False),
            vacancy(7, "歌手"),
        ],
    )

    assert [hit.id for hit in index.similar("1")] == ["2", "3", "4"]
    assert [hit.id for hit in index.similar("1", limit=1)] == ["2"]
    assert index.similar("7") == ()
    assert index.similar("99") == ()


@pytest.mark.parametrize(
    "text", ["", "   ", "!!!", "😀", "\0", "\ud800", "a" * 10_000, "焊" * 10_000, "（）", "的", "\x00焊工"]
)
def test_no_text_breaks_a_search(index, text):
    index.rebuild("vacancies", [vacancy(1, "保安")])

    assert index.search(VacancyQuestion(text=text, may_relax=False)).total in {0, 1}
