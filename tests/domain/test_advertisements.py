"""What an advertisement may not say: found where it stands, left alone where it means something else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.advertisement_patterns import PATTERNS, AdvertisementRule
from domain.advertisements import CITATIONS, Finding, check_advertisement, neutral_text
from reference.job_titles import job_titles
from reference.occupations import occupations

R = AdvertisementRule

FORBIDDEN = [
    # sex
    ("限女性", R.SEX, "男女不限"),
    ("仅限男士", R.SEX, "男女不限"),
    ("只招女工", R.SEX, "男女不限"),
    ("女性优先", R.SEX, "男女不限"),
    ("男士优先考虑", R.SEX, "男女不限"),
    ("女优先", R.SEX, "男女不限"),
    ("男的不要", R.SEX, None),
    ("女生勿扰", R.SEX, "男女不限"),
    ("男2名", R.SEX, "男女不限"),
    ("女性3名，包吃住", R.SEX, "男女不限，包吃住"),
    ("男女各5名", R.SEX, "男女不限"),
    ("性别：女", R.SEX, "性别不限"),
    ("性别要求男", R.SEX, "性别不限"),
    ("不招女性", R.SEX, "男女不限"),
    ("女文员", R.SEX, "文员"),
    ("招聘女服务员", R.SEX, "招聘服务员"),
    ("茶叶女导购3名", R.SEX, "茶叶导购3名"),
    ("急招男保安", R.SEX, "急招保安"),
    ("缝纫女工", R.SEX, "缝纫工"),
    ("男普工/操作工", R.SEX, "普工/操作工"),
    ("女工程师", R.SEX, "工程师"),
    ("招男生，长期", R.SEX, "招聘，长期"),
    ("美女主播", R.SEX, "主播"),
    ("迎宾小姐", R.SEX, "迎宾员"),
    ("female only", R.SEX, "men and women alike"),
    ("Men preferred", R.SEX, "men and women alike"),
    ("限 女 性", R.SEX, "男女不限"),
    ("限\u200b女\u3000性", R.SEX, "男女不限"),
    # marriage and birth
    ("已婚已育优先", R.MARITAL_OR_BIRTH, ""),
    ("要求未婚", R.MARITAL_OR_BIRTH, ""),
    ("限已婚女性", R.MARITAL_OR_BIRTH, ""),
    ("已婚已育，性格开朗", R.MARITAL_OR_BIRTH, "性格开朗"),
    ("三年内不得怀孕", R.MARITAL_OR_BIRTH, ""),
    ("两年内不生育", R.MARITAL_OR_BIRTH, ""),
    ("无生育计划", R.MARITAL_OR_BIRTH, ""),
    ("孕妇勿扰", R.MARITAL_OR_BIRTH, ""),
    ("入职需孕检", R.MARITAL_OR_BIRTH, "入职需"),
    ("宝妈优先", R.MARITAL_OR_BIRTH, ""),
    # ethnicity and religion
    ("限汉族", R.ETHNICITY, "各民族均可"),
    ("汉族优先", R.ETHNICITY, "各民族均可"),
    ("不招少数民族", R.ETHNICITY, "各民族均可"),
    ("维吾尔族勿扰", R.ETHNICITY, "各民族均可"),
    ("民族：汉", R.ETHNICITY, "各民族均可"),
    ("无宗教信仰者优先", R.RELIGION, None),
    ("不招穆斯林", R.RELIGION, ""),
    ("信教人员勿扰", R.RELIGION, ""),
    # household registration and origin
    ("限本地户口", R.HOUSEHOLD_REGISTRATION, ""),
    ("扬州户籍优先", R.HOUSEHOLD_REGISTRATION, ""),
    ("本地人优先", R.HOUSEHOLD_REGISTRATION, ""),
    ("只招本地人", R.HOUSEHOLD_REGISTRATION, ""),
    ("外地人勿扰", R.HOUSEHOLD_REGISTRATION, ""),
    ("河南人勿扰", R.HOUSEHOLD_REGISTRATION, ""),
    ("农村户口勿扰", R.HOUSEHOLD_REGISTRATION, ""),
    ("不招外地的", R.HOUSEHOLD_REGISTRATION, ""),
    # infection and disability
    ("无乙肝", R.INFECTION, "能胜任岗位工作"),
    ("无传染病", R.INFECTION, "能胜任岗位工作"),
    ("身体健康，无传染性疾病", R.INFECTION, "能胜任岗位工作"),
    ("乙肝携带者勿扰", R.INFECTION, "能胜任岗位工作"),
    ("体检查乙肝", R.INFECTION, None),
    ("乙肝五项", R.INFECTION, "能胜任岗位工作"),
    ("无残疾", R.DISABILITY, "能胜任岗位工作"),
    ("残疾人勿扰", R.DISABILITY, "能胜任岗位工作"),
    ("四肢健全", R.DISABILITY, "能胜任岗位工作"),
    # age
    ("18-45岁", R.AGE, "年满18周岁"),
    ("年龄18—35周岁", R.AGE, "年满18周岁"),
    ("年龄要求：２０至５０岁", R.AGE, "年满18周岁"),
    ("年龄18-45", R.AGE, "年满18周岁"),
    ("年龄：25到40之间", R.AGE, "年满18周岁"),
    ("35岁以下", R.AGE, "年满18周岁"),
    ("35周岁及以下优先", R.AGE, "年满18周岁"),
    ("年龄不超过40岁", R.AGE, "年满18周岁"),
    ("25岁以上", R.AGE, "年满18周岁"),
    ("25-60岁", R.AGE, "年满18周岁"),
    ("招年轻人", R.AGE, "年满18周岁"),
    ("年轻者优先", R.AGE, "年满18周岁"),
    ("大龄勿扰", R.AGE, "年满18周岁"),
    ("90后优先", R.AGE, "年满18周岁"),
    # money and papers
    ("入职需交押金200元", R.FEE, "不收取任何费用"),
    ("押金300", R.FEE, "不收取任何费用"),
    ("服装费自理", R.FEE, "不收取任何费用"),
    ("培训费500元", R.FEE, "不收取任何费用"),
    ("收取报名费", R.FEE, "不收取任何费用"),
    ("先交体检费", R.FEE, "不收取任何费用"),
    ("体检费用自理", R.FEE, "不收取任何费用"),
    ("培训收费", R.FEE, "不收取任何费用"),
    ("入职收费", R.FEE, "不收取任何费用"),
    ("需办卡", R.FEE, "不收取任何费用"),
    ("先办电话卡50元", R.FEE, "不收取任何费用"),
    ("需交300元", R.FEE, "不收取任何费用"),
    ("交钱上岗", R.FEE, "不收取任何费用"),
    ("押金半年后退还", R.FEE, None),
    ("扣押身份证", R.FEE, "不收取任何费用、不扣押证件"),
]

ALLOWED = """
    男装导购 女装销售 孕妇装店员 孕婴用品营业员 母婴护理师 老年护理 女鞋厂车工 男裤缝纫 女包设计 男女不限 性别不限
    性别：男女不限 性别:男女均可 男女均可，包吃住 女生宿舍管理员 男浴室搓澡 女子会所前台 男士理发师 男士亚健康调理师
    妇女儿童医院护士 子女教育补贴 妇产科护理员 女士内衣生产 男科医生 女童模特摄影 联系人：王女士 联系李先生
    女职工委员会 女性用品导购 男式衬衫打版 婚恋顾问 婚纱摄影化妆师 婚庆策划 生育保险 五险一金含生育津贴 提供婚假产假
    婚育不限 已婚未婚均可 提供单身公寓 未婚已婚不限 孕产妇护理经验 宝妈也可以做 适合宝妈 菱塘回族乡羽绒厂招缝纫工
    回族自治州出差 少数民族服饰销售 民族舞老师 各民族均可 民族不限 清真食堂厨师 宗教信仰不限 宗教事务科文员
    尊重宗教信仰 本地生活销售 【本地工作】 户口不限 协助办理落户 户籍窗口工作人员 可解决户口 家住高邮优先
    熟悉本地市场 传染病医院护士 传染科医生 乙肝疫苗接种 不查乙肝 慢性非传染性疾病防治 残疾人优先 残疾人均可报名
    持有效健康证 身体健康 年满18周岁 18岁以上 18-60岁 16周岁以上 照顾80岁老人 3-6岁儿童 0-3岁宝宝 教6-12岁学员
    8-16岁的学生 60岁以上老人 65岁以下 25-35岁客户 年龄不限 成立30年 3年以上经验 30-50人团队 年薪10-20万
    月薪6000-8000元 工作时间8-12点 收费员 物业收费员 停车场收费员 高速收费站 不收费 免收押金 无押金 不收取任何费用
    免费培训 无需交押金 培训费由公司承担 报销体检费 免服装费 负责办理会员卡 引导顾客办卡 收取客户押金
    办理入住并收取客人押金 拍卖保证金 车险续费专员 加班费按国家标准 续费 谨防收费 严禁收取报名费 提供身份证复印件
    需带身份证 不扣押身份证 话费补贴 办理工资卡 高温费 过年费
""".split()  # noqa: SIM905  a hundred quoted words would hide what they say


@pytest.mark.parametrize(("text", "rule", "neutral"), FORBIDDEN)
def test_words_that_limit_who_may_come_or_ask_for_money_are_found(text, rule, neutral):
    findings = check_advertisement({"duties": text})

    assert {finding.rule for finding in findings} == {rule}
    if neutral is not None:
        assert neutral_text(text, findings) == neutral


@pytest.mark.parametrize("text", [text for text, _, _ in FORBIDDEN])
def test_the_proposed_wording_is_clean(text):
    once = neutral_text(text, check_advertisement({"duties": text}))

    assert check_advertisement({"duties": once}) == ()


@pytest.mark.parametrize("text", ALLOWED)
def test_words_that_mean_something_else_are_left_alone(text):
    assert check_advertisement({"duties": text}) == ()


def test_real_titles_raise_no_false_alarm():
    found = {title.title for title in job_titles() if check_advertisement({"title": title.title})}

    assert len(found) <= 6
    assert all(any(word in title for word in ("岁", "女导购")) for title in found)


def test_the_tasks_of_the_national_classification_raise_no_false_alarm():
    found = [
        entry.name
        for entry in occupations()
        if check_advertisement({"name": entry.name, "duties": entry.definition + entry.tasks})
    ]

    assert found == []


def test_a_finding_names_the_words_their_place_the_law_and_a_proposal():
    text = "负责前厅接待。限 女性，包吃住。"
    (finding,) = check_advertisement({"title": "服务员", "duties": text})

    assert finding.field == "duties"
    assert finding.words == "限 女性"
    assert text[finding.start : finding.end] == finding.words
    assert "article 27" in finding.citation
    assert neutral_text(text, [finding]) == "负责前厅接待。男女不限，包吃住。"


def test_every_field_is_read_and_its_findings_stand_in_the_order_of_the_text():
    findings = check_advertisement({"title": "女文员", "duties": "35岁以下，需交押金100元，限本地户口"})

    assert [(finding.field, finding.rule) for finding in findings] == [
        ("title", R.SEX),
        ("duties", R.AGE),
        ("duties", R.FEE),
        ("duties", R.HOUSEHOLD_REGISTRATION),
    ]


def test_words_that_break_two_patterns_are_found_once():
    (finding,) = check_advertisement({"duties": "已婚已育女性优先"})

    assert finding.words == "已婚已育女性优先"


def test_what_was_left_out_leaves_no_loose_marks():
    text = "要求：已婚已育，本地户口优先，吃苦耐劳（限已婚）"

    assert neutral_text(text, check_advertisement({"duties": text})) == "要求：吃苦耐劳"


def test_a_clean_text_stays_as_it_is_typed():
    assert neutral_text("，。；", ()) == "，。；"


def test_each_rule_has_its_law_and_a_pattern():
    assert set(CITATIONS) == set(R) == {pattern.rule for pattern in PATTERNS}


def test_a_finding_comes_back_from_its_row_as_it_was():
    (finding,) = check_advertisement({"title": "女文员"})

    assert Finding.from_row(finding.as_row()) == finding


@given(
    st.text(
        alphabet=st.sampled_from("限女男性优先已婚育岁以下3518-~押金交元户口本地人 \u3000，。；招工\n０９"), max_size=40
    )
)
def test_whatever_is_typed_the_findings_lie_in_the_text_and_do_not_overlap(text):
    findings = check_advertisement({"duties": text})

    assert all(text[finding.start : finding.end] == finding.words != "" for finding in findings)
    assert all(one.end <= other.start for one, other in pairwise(findings))


@given(st.text(max_size=200))
def test_no_text_breaks_the_check(text):
    findings = check_advertisement({"duties": text})

    assert neutral_text(text, findings) == text or findings
