"""What advertisements say when they limit who may come, or ask for money: patterns, each with its neutral wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.workers import ADULT

if TYPE_CHECKING:
    from collections.abc import Callable

HIGHEST_AGE_KEPT = 60
"""◇ An upper limit from here on says no more than the retirement age does; one below it is a limit of its own."""
OF_AGE = f"年满{ADULT}周岁"


class AdvertisementRule(StrEnum):
    """What an advertisement may not do."""

    SEX = "sex"
    MARITAL_OR_BIRTH = "marital_or_birth"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    HOUSEHOLD_REGISTRATION = "household_registration"
    INFECTION = "infection"
    DISABILITY = "disability"
    AGE = "age"
    FEE = "fee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Words that break a rule, what stands for them in a neutral advertisement, and what makes them harmless.

    `harmless` is looked for in the clause around the words: "性别不限" limits nobody.
    """

    rule: AdvertisementRule
    words: re.Pattern[str]
    neutral: str | Callable[[re.Match[str]], str] = ""
    harmless: re.Pattern[str] | None = None
    breaks: Callable[[re.Match[str]], bool] | None = None
    """Where the words alone do not say it: whether the figures in them go beyond the law."""


_ONLY = "(?:仅限|只限|限定?为?|仅招|只招|专招|只要|仅要|只收|必须是?|须为?|需为|要求为?)"
_SEEKING = "(?:急招|急聘|诚招|诚聘|高薪聘请?|招聘|招收|招募|聘请|寻找|招|聘|找)"
_AWAY = "(?:勿扰|免谈|除外|谢绝|不要|不招|不收|不考虑|莫扰|绕道)"
_FIRST = "(?:优先(?:考虑|录用)?|为佳|最佳|为宜|更佳|即可)"
_NOT_TAKEN = "(?:不招收?|不要|不收|不接受|不考虑|谢绝|拒绝|拒招)"
_WHO = "(?:者|人士|人员|员工|的)?"
_PLACES = (
    "(?:(?:北京|天津|河北|山西|内蒙古?|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州"
    "|云南|西藏|陕西|甘肃|青海|宁夏|新疆|东北|西北|苏北|苏南|扬州|广陵|邗江|江都|宝应|仪征|高邮)[省市区县]?)"
)
"""Where people come from: the provinces, the regions as people name them, and the city with its counties."""
_ANY = re.compile("不限|均可|皆可|都可|都行|不拘|不分|亦可|一视同仁|不论|无要求|无限制")

_SEX_OF = "(?<![妇美子儿少仙宫修才侄孙淑织童男女])[男女]"
"""A sex that is said of a person: not 妇女, 子女 or 美女 (which has a pattern of its own), and not both (男女)."""
_NOT_GOODS = "(?![装鞋裤包袜帽表童式款科厕浴更宿寝澡]|[子性士生][装鞋裤用护内监浴会美医宿公寝养养理服健足]|性?用品)"
_POSTS = (
    "(?:士|性|生)?(?:普工|操作工|操作员|文员|前台|接待|导购|营业员|店员|服务员|服务生|保安|司机|驾驶员|技师|按摩师|主播"
    "|助理|秘书|会计|出纳|销售|业务员|客服|模特|教练|老师|教师|学徒|店长|收银员?|护士|护工|护理员?|保洁|厨师|搬运工|装卸工"
    "|员工|同事|技工|师傅|包装工|缝纫工|车工|质检员?|保姆|月嫂|经理|顾问|礼仪|迎宾|发型师|化妆师|美容师|美甲师|焊工|电工"
    "|工程师|仓管|跟单|翻译|编辑|设计师|调理师|理疗师|足疗师|修脚师|搓澡工|救生员|管家|工(?![委会部作程业艺地具种龄资厂]))"
)
_WITHOUT_SEX = re.compile("^(.*?)[男女](?:士|性|生)?")


def _drop_sex(found: re.Match[str]) -> str:
    """女导购 -> 导购, 招聘男保安 -> 招聘保安."""
    return _WITHOUT_SEX.sub(r"\1", found.group())


def _is_limit_of_age(found: re.Match[str]) -> bool:
    """Whether a lowest or highest age asks for more than the law: 18 is of age, and 60 near the end of working life.

    Ages below 18 are those of children who are looked after.
    """
    low, high = (int(age) if age else None for age in (found["low"], found["high"]))
    if high is not None:
        return high >= ADULT and (high < HIGHEST_AGE_KEPT or (low is not None and low > ADULT))
    return low is not None and low > ADULT


_SERVED = "(?:的?(?:老人|老年|长者|长辈|客户|顾客|会员|患者|病人|儿童|孩子|宝宝|幼儿|学员|学生|人群|群体|用户))"
_AGE_UNIT = "(?:周?岁)"

_FEES = (
    "(?:押金|保证金|担保金|培训费用?|服装费|工服费|工装费|制服费|报名费|中介费|介绍费|建档费|档案费|入职费|面试费|上岗费"
    "|办卡费|工牌费|厂牌费|办证费)"
)
_COMMON_FEES = "(?:体检费用?|学费|手续费|材料费|资料费|管理费|会费|住宿费|伙食费|费用)"
_PAYS = "(?:先?(?:预?交纳?|缴纳?|预缴|支付|付|收取?|扣除?|垫付))"
_NO_FEE = re.compile(
    "不收|不需|无需|无须|不用|不交|不扣|免[收交费除]?|全免|没有|无任何|无[押保培服中报]|未收|零[押费]|杜绝|严禁|禁止|不得|拒绝"
    "|报销|(?:公司|企业|单位|我司|厂里|店里)(?:承担|支付|出|垫付|负责|统一?承担)|[:：]无|(?<![0-9])0元|谨防|警惕"
    "|竞价|拍卖|租金|租赁|投标|招标|出租|房屋|客户|客人|顾客|会员|住客|租客|租户|业主|学员|家长|患者|用户|房客|车主|商户|供应商|负责|协助|核对|核算|登记|催收|退还客"
)
"""Nothing is asked for; or the duties speak of money that others pay: a receptionist takes deposits from guests."""

PATTERNS: tuple[Pattern, ...] = (
    # Sex: Employment Promotion Law art. 27, Law on the Protection of Women's Rights and Interests art. 43.
    Pattern(
        rule=AdvertisementRule.SEX,
        words=re.compile(f"{_ONLY}[男女](?:性|士|生|工|员工|孩)?{_NOT_GOODS}"),
        neutral="男女不限",
        harmless=_ANY,
    ),
    Pattern(
        rule=AdvertisementRule.SEX,
        words=re.compile(
            f"{_SEX_OF}(?:性|士|生|孩|工|员工|同志)?(?:求职者|的)?(?:{_FIRST}|{_AWAY}|[0-9一二三四五六七八九十两]+[名人位]|若干名?|限)"
        ),
        neutral="男女不限",
        harmless=_ANY,
    ),
    Pattern(
        rule=AdvertisementRule.SEX,
        words=re.compile("男女各[0-9一二三四五六七八九十两半]+[名人位]?"),
        neutral="男女不限",
    ),
    Pattern(
        rule=AdvertisementRule.SEX,
        words=re.compile("性别(?:要求)?[:：]?(?:为|限)?[男女](?:性|士|生)?(?![女男性])"),
        neutral="性别不限",
        harmless=_ANY,
    ),
    Pattern(rule=AdvertisementRule.SEX, words=re.compile(f"{_NOT_TAKEN}[男女](?:性|士|生|工|的)?"), neutral="男女不限"),
    Pattern(
        rule=AdvertisementRule.SEX,
        words=re.compile(f"(?:{_SEEKING}[0-9]*名?)?{_SEX_OF}{_NOT_GOODS}{_POSTS}"),
        neutral=_drop_sex,
        harmless=_ANY,
    ),
    Pattern(
        rule=AdvertisementRule.SEX,
        words=re.compile(f"{_SEEKING}(?:[0-9]+[名位])?[男女](?:性|生|孩|工|士)?(?=[0-9，,。；;、（(\\s]|若干|$)"),
        neutral="招聘",
        harmless=_ANY,
    ),
    Pattern(
        rule=AdvertisementRule.SEX,
        words=re.compile(
            "(?:美女|靓女|帅哥|俊男|靓仔|小姐姐|小哥哥)(?=主播|前台|文员|助理|销售|客服|优先|若干|[0-9]|$|[，,。；;、])"
        ),
        neutral="",
    ),
    Pattern(rule=AdvertisementRule.SEX, words=re.compile("(?<=迎宾|礼仪|公关|导购)(?:小姐|先生)"), neutral="员"),
    Pattern(
        rule=AdvertisementRule.SEX,
        words=re.compile("(?<![a-z])(?:(?:fe)?males?|(?:wo)?men)(?:only|preferred)", re.IGNORECASE),
        neutral="men and women alike",
    ),
    # Marriage and birth: Law on the Protection of Women's Rights and Interests art. 43 (2) to (4).
    Pattern(
        rule=AdvertisementRule.MARITAL_OR_BIRTH,
        words=re.compile(
            f"(?:{_ONLY}|要)?(?:已婚已育|未婚未育|已婚未育|已婚|未婚|已育|未育|单身|离异|宝妈)(?:女性|男性|女|男)?{_WHO}(?:{_FIRST}|{_AWAY})"
        ),
        harmless=_ANY,
    ),
    Pattern(
        rule=AdvertisementRule.MARITAL_OR_BIRTH,
        words=re.compile(f"{_ONLY}(?:已婚|未婚|已育|未育|单身(?!公寓|宿舍)|离异|宝妈)(?:已育|未育)?(?:女性|男性)?"),
        harmless=_ANY,
    ),
    Pattern(
        rule=AdvertisementRule.MARITAL_OR_BIRTH,
        words=re.compile(
            "(?:已婚已育|未婚未育|已婚未育)(?:女性|男性)?|婚[育姻](?:状况|情况)?[:：要](?:求)?[已未]?[婚育]?"
        ),
        harmless=_ANY,
    ),
    Pattern(
        rule=AdvertisementRule.MARITAL_OR_BIRTH,
        words=re.compile(
            "(?:[一二两三四五0-9]+年内)?(?:不得|不准|禁止|不能|不可|不许|不)(?:怀孕|生育|生孩子|结婚|恋爱)"
            "|无(?:生育|怀孕|二胎|结婚|备孕)(?:计划|打算|需求)"
            f"|(?:孕妇|怀孕|孕期|备孕|哺乳期)(?:者|女性|妇女|人员)?{_AWAY}|{_NOT_TAKEN}(?:孕妇|怀孕|备孕|哺乳期)(?:女性|妇女)?"
            "|孕检|妊娠(?:检测|测试|检查)"
        ),
    ),
    # Ethnicity and religion: Employment Promotion Law arts. 3 and 28, Labour Law art. 12.
    Pattern(
        rule=AdvertisementRule.ETHNICITY,
        words=re.compile(
            f"(?:{_ONLY}|{_NOT_TAKEN})(?:少数民族|[汉回藏维蒙苗满壮彝]族?|维吾尔族?|哈萨克族)(?:人|员工)?(?![乡镇村自舞服歌菜餐特])"
            f"|(?:少数民族|[汉回藏维蒙苗满壮彝]族|维吾尔族|哈萨克族)(?:人|同胞|员工)?{_WHO}(?:{_FIRST}|{_AWAY})"
            "|民族(?:要求)?[:：](?:汉|回|藏|维|满|壮)族?"
        ),
        neutral="各民族均可",
        harmless=_ANY,
    ),
    Pattern(
        rule=AdvertisementRule.RELIGION,
        words=re.compile(
            f"(?:{_ONLY}|{_NOT_TAKEN}|无|没有|不得有|不能有|不)(?:有)?(?:宗教信仰|信教|信佛|教徒|基督徒|佛教徒|穆斯林)(?:人员|人士|者)?(?:{_FIRST})?"
            f"|(?:有宗教信仰|信教|教徒|基督徒|佛教徒|穆斯林)(?:人员|人士|者)?(?:{_AWAY}|{_FIRST})"
        ),
        harmless=_ANY,
    ),
    # Where somebody is registered or comes from: Employment Promotion Law arts. 3 and 31.
    Pattern(
        rule=AdvertisementRule.HOUSEHOLD_REGISTRATION,
        words=re.compile(
            f"(?:{_ONLY}|{_SEEKING})?(?:本地|本市|本区|本县|本省|本镇|当地|外地|外省|城镇|城市|农村|农业|非农业?|{_PLACES})"
            f"(?:户口|户籍)(?!.{{0,3}}(?:窗口|民警|管理|办理|迁移|业务|登记|证明)){_WHO}(?:{_FIRST}|{_AWAY})?"
        ),
        harmless=re.compile("不限|均可|皆可|都可|不分|不论|无要求|落户|解决|办理|迁|协助"),
    ),
    Pattern(
        rule=AdvertisementRule.HOUSEHOLD_REGISTRATION,
        words=re.compile(
            f"{_ONLY}(?:本地|当地|外地|外省|{_PLACES})(?:[人籍]|的)?|(?:本地|当地|本市)(?:人|居民|员工)?{_WHO}{_FIRST}"
            f"|(?:外地|外省|{_PLACES})[人籍]?{_WHO}{_AWAY}|{_NOT_TAKEN}(?:外地|外省|{_PLACES})(?:[人籍](?![员才士])|的)"
        ),
        harmless=_ANY,
    ),
    # Infection and disability: Employment Promotion Law arts. 30 and 29.
    Pattern(
        rule=AdvertisementRule.INFECTION,
        words=re.compile(
            "(?:身体健康[，,]?)?(?:无|没有|不得有|不得患有?|未患|不携带|排除)(?:任何|各类|严重)?"
            "(?:乙肝|大小三阳|大三阳|小三阳|艾滋病?|HIV|肝炎|结核|梅毒|传染性?疾?病(?!医院|房|科))(?:病毒)?(?:携带)?(?:者|史|等疾病)?"
            f"|(?:乙肝|大三阳|小三阳|艾滋病?|HIV|肝炎|传染病)(?:病毒|病原)?(?:携带者?|患者|感染者)?{_AWAY}"
            "|(?:查|检测|检查|筛查)(?:乙肝|HIV|艾滋|两对半)(?!疫苗)|乙肝(?:五项|两对半)"
        ),
        neutral="能胜任岗位工作",
        harmless=re.compile("不查|不检|不限|均可|疫苗|不作"),
    ),
    Pattern(
        rule=AdvertisementRule.DISABILITY,
        words=re.compile(f"无(?:肢体|身体)?残疾|残疾人?{_AWAY}|{_NOT_TAKEN}残疾人?|四肢健全|肢体健全"),
        neutral="能胜任岗位工作",
    ),
    # Age: Employment Promotion Law art. 26. Of age at 18 (Labour Law art. 58 keeps minors from some work).
    Pattern(
        rule=AdvertisementRule.AGE,
        words=re.compile(
            f"(?:年龄(?:要求|限制|范围)?[:：]?(?:在|为)?)?(?<![0-9.])(?P<low>[0-9]{{1,2}}){_AGE_UNIT}?(?:-|—|–|~|～|至|到){{1,2}}"
            f"(?P<high>[0-9]{{2}})(?:{_AGE_UNIT}(?!{_SERVED})(?:之间|以[内下])?)(?:左右)?(?!{_SERVED})(?:{_FIRST}|{_AWAY})?"
        ),
        neutral=OF_AGE,
        breaks=_is_limit_of_age,
    ),
    Pattern(
        rule=AdvertisementRule.AGE,
        words=re.compile(
            "年龄(?:要求|限制|范围)?[:：]?(?:在|为)?(?P<low>[0-9]{2})(?:-|—|–|~|～|至|到){1,2}(?P<high>[0-9]{2})(?![0-9]|周?岁)(?:之间)?"
        ),
        neutral=OF_AGE,
        breaks=_is_limit_of_age,
    ),
    Pattern(
        rule=AdvertisementRule.AGE,
        words=re.compile(
            f"(?:年龄(?:要求|限制)?[:：]?)?(?:限|仅限|要求)?(?P<low>)(?P<high>(?<![0-9])[0-9]{{2}}){_AGE_UNIT}(?:及?以[下内]|内|之内|及以下)(?!{_SERVED}){_WHO}(?:{_FIRST})?"
            f"|(?:年龄)?(?:不超过|不大于|低于|小于|不高于|≤|<)(?P<most>[0-9]{{2}}){_AGE_UNIT}"
        ),
        neutral=OF_AGE,
        breaks=lambda found: ADULT <= int(found["high"] or found["most"]) < HIGHEST_AGE_KEPT,
    ),
    Pattern(
        rule=AdvertisementRule.AGE,
        words=re.compile(
            f"(?:年龄(?:要求|限制)?[:：]?)?(?P<high>)(?<![0-9])(?P<low>[0-9]{{2}}){_AGE_UNIT}(?:及?以上|起)(?!{_SERVED}){_WHO}(?:{_FIRST}|{_AWAY})?"
        ),
        neutral=OF_AGE,
        breaks=_is_limit_of_age,
    ),
    Pattern(
        rule=AdvertisementRule.AGE,
        words=re.compile(
            f"(?:{_ONLY}|{_SEEKING})年轻(?:人|化|女性|男性)?|年轻(?:人|者|女性|男性)?{_FIRST}|(?:大龄|年纪大){_WHO}{_AWAY}"
            f"|(?:[6-9]0|[89]5|0[05])后(?:{_FIRST}|若干|小伙|女生|男生)|{_ONLY}(?:[6-9]0|[89]5|0[05])后"
        ),
        neutral=OF_AGE,
        harmless=_ANY,
    ),
    # Money and papers: Labour Contract Law arts. 9 and 84.
    Pattern(
        rule=AdvertisementRule.FEE,
        words=re.compile(
            f"(?:入职|上岗|面试|报到|住宿|宿舍)?(?:需要?|须|应|要|另)?{_PAYS}?{_FEES}[:：]?(?:[0-9]+(?:元|块)?)?"
            "(?:[一二三两半0-9]+个?[年月]后?)?(?:自理|自付|自费|可退|退还|从工资(?:中|里)?扣除?)?"
        ),
        neutral="不收取任何费用",
        harmless=_NO_FEE,
    ),
    Pattern(
        rule=AdvertisementRule.FEE,
        words=re.compile(
            f"(?:需要?|须|应|要|先)(?:自行)?(?:{_PAYS}|自理|自付){_COMMON_FEES}(?:[0-9]+(?:元|块)?)?"
            "|(?:体检|培训|服装|工服|办证)(?:的)?费用?自[理付费]|自费(?:培训|体检|购买工[服装])"
            "|(?:入职|上岗|面试|培训|报名|办证|住宿)(?:需要?|须|要|均|另|有)?收费|收费(?:培训|上岗|入职|办证)|培训贷|先交钱|交钱(?:入职|上岗)"
            f"|(?:需要?|须|应|要|先)(?:交纳?|缴纳?|预交|付)[0-9]+(?:元|块)"
        ),
        neutral="不收取任何费用",
        harmless=_NO_FEE,
    ),
    Pattern(
        rule=AdvertisementRule.FEE,
        words=re.compile(
            "(?:需要?|须|要|先|自费|必须|统一)(?:自费)?(?:办理?|购买?)(?:一张)?(?:银行|工资|工作|电话|手机|会员|信用|饭|门禁)?卡(?:[0-9]+(?:元|块))?"
            "|办卡(?:需|要)?(?:交|付)?[0-9]+(?:元|块)"
        ),
        neutral="不收取任何费用",
        harmless=_NO_FEE,
    ),
    Pattern(
        rule=AdvertisementRule.FEE,
        words=re.compile(
            "(?:需要?|须|要)?(?:扣押|抵押|暂扣|质押|代管|收[取缴])(?:员工|本人)?(?:身份证|毕业证|学历证|证件|资格证|驾驶证)(?:原件)?(?!复印)"
        ),
        neutral="不收取任何费用、不扣押证件",
        harmless=re.compile("不得|不会|严禁|禁止|杜绝|绝不|不扣|从不|客户|客人|住客"),
    ),
)
