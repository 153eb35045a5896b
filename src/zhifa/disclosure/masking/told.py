"""Names that the words around them tell, whatever letters they have.

A label with a colon, the sex or a number behind it, an alias, a title: these name a person even
where the name is also a word (高兴, 方圆), foreign, or of a people without family names.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zhifa.disclosure.masking.lexicon import lexicon

HAN = "\u4e00-\u9fa5"
LONGEST = 12
LONGEST_PLAIN = 6
PERSONS = (
    "当事人|被处罚人|违法行为人|行政相对人|相对人|法定代表人|法人代表|代表人|主要负责人|现场负责人|负责人"
    "|经营者|业主|店主|投资人|合伙人|实际控制人|委托代理人|代理人|受委托人|被委托人|证人|见证人|鉴定人"
    "|举报人|投诉人|受害人|被害人|监护人|法定监护人|联系人|被询问人|被调查人|陈述人|被检查人|在场人|签收人"
    "|收件人|受送达人|代收人|驾驶员|驾驶人|车主|货主|从业人员|学徒|员工|店员|店长|患者|死者|伤者|未成年人"
    "|申请人|被申请人|听证申请人|第三人|姓名|户主|联系人姓名|负责人姓名|经营者姓名"
)
LABELLED = re.compile(
    rf"(?:{PERSONS})(?:[（(][^）)]{{1,14}}[）)])?[：:] ?"
    rf"(?P<n>[{HAN}][{HAN}· ]{{0,10}}[{HAN}]|[A-Za-z][A-Za-z.' \-]{{2,40}}[A-Za-z])"
    r"(?= ?[，,。；;、（(）)\n|/]| {2}| ?$| ?[男女](?![{HAN}]))"
)
SEXED = re.compile(
    rf"(?P<n>[{HAN}][{HAN}·]{{1,{LONGEST}}})(?= ?(?:[，,、]|[（(]) ?"
    r"(?:[男女](?:[，,、。；;（(）) ]|性)|(?:公民身份|居民身份|身份证|身份号码|护照|港澳)))"
)
ALIAS = re.compile(
    "(?:化名|绰号|外号|别名|小名|乳名|又名|曾用名|曾用姓名|艺名|网名|昵称|微信名|原名)"
    rf"(?:为|叫|是|叫做)?[：: ]?[“\"「']?(?P<n>[{HAN}A-Za-z0-9_·]{{2,8}}?)"
    rf"(?=[”\"」'）)，,。；;、\n]|的|$)"
)
SPEAKS = (
    "称|自称|证实|陈述|供述|承认|自述|反映|举报|投诉|辩称|签字|签名|签收|到场|在场|表示|说明|本人"
    "|说|拒绝|驾驶|系|于[0-9]|的(?:询问|陈述|证言|身份|申请)"
)
CUED = re.compile(rf"(?:{PERSONS})(?P<n>[{HAN}]{{2,3}}?)(?=(?:{SPEAKS})|[（(，,、。；;])")
OPENS = re.compile(
    rf"(?:^|[。；;\n])(?P<n>[{HAN}]{{2,3}}?)(?=(?:自?称|供述|辩称|承认)(?:其|自己|系|，|,|：|:|没|不|是))"
)
FAR = frozenset(
    "阿苦日鬼木呷沙马吉克海么依莫尔古惹史伍且布拉色约体俄地次甲勒友机曲比石洛措卓玛尼扎西仁丹增旺堆"
    "达娃顿珠央金吾巴桑边多才让索朗罗追格加贡觉平德白姆嘎措觉果勒伟牛则呷洛以作额其各里黑补补呼车毛子乃"
)
FOUND = re.compile(
    rf"(?:经查明?|查明|认为|现查明)[，,：:]? ?(?P<n>[{HAN}]{{2,6}}?)"
    "(?=存在|涉嫌|的行为|的上述|违反|未|系|于[0-9])"
)
HIRED = re.compile(
    rf"(?:委托|授权|聘请|雇用|雇佣|指派)(?P<n>[{HAN}]{{2,6}}?)(?=为|作为|担任|代为|前来|到)"
)
DRIVES = re.compile(rf"(?:^|[，,。；;\n])(?P<n>[{HAN}]{{2,3}}?)(?=驾驶)")
HEADED = re.compile(
    rf"(?:决定书|告知书|通知书)[（(](?P<n>[{HAN}]{{2,6}}(?:、[{HAN}]{{2,6}}){{0,19}})[）)]"
)
STATED = re.compile(
    rf"(?:有|据|[：:，,。\n]|{PERSONS})(?P<n>[{HAN}]{{2,6}}?(?:、[{HAN}·]{{2,10}}){{0,19}})"
    "(?=(?:等[^，。]{0,4})?的(?:询问|陈述|证言|笔录|签名|自述|供述))"
)
SHORTENED = re.compile(rf"简称[为:：]? ?[“\"「]?(?P<n>[{HAN}A-Za-z]{{2,10}})[”\"」）)]")
LISTED = re.compile(
    rf"(?<=[、和与及])(?P<n>[{HAN}]{{2}})(?=[一二三四五六七八九十两]{{1,2}}[名位]?人)"
)
RUN_FAR = re.compile(
    rf"(?<![{HAN}])(?:{PERSONS})?(?P<n>[{HAN}]{{3,7}}?)(?={SPEAKS}|[，,。；;、（(\n]|$)"
)
TITLE = re.compile(
    rf"(?:^|(?<=[^{HAN}])|(?<=[由向与和及找被对给经据是为叫请让在跟像同]))(?P<f>[{HAN}]{{1,2}}?)(?P<t>先生|女士|小姐|太太|老板娘|老板|师傅|大爷|大妈|阿姨|医生|医师|老师|经理|主任"
    r"|店长|厂长|队长|校长|院长|会计)"
)
LONG = 3
NO_END = frozenset("地的已也均未并对以于是不会")
NO_FAMILY = frozenset("向于和经由对任应占将被据及与且以因为从全总副单女男两")
NOBODY = re.compile(
    "公司|集团|企业|工厂|商行|商店|超市|市场|酒店|饭店|餐[馆厅饮]|宾馆|诊所|医院|药[房店]|学校|银行|合作社|经营部"
    "|门市|中心|事务所|工作室|委员会|人民|政府|法院|原告|被告|申请|上诉|通知|决定|告知|审判|书记|法庭|本院"
    "|规定|处罚|行为|当事|事实|证据|经营|许可|卫计|客户|环罚|浦东|同日|修正|身份|不详|未提供|本人|同上|详见|见附|如下|以上|上述|基本|情况"
    "|电话|地址|住址|名称|签名|签字|日期|单位|个人|个体|自然人|法人|查明|现场|离开|联系|出生|[元县区局厂店]$|^无|^男|^女|^某|先生$|女士$"
)


SPOKEN = (
    (CUED, "name_cue"), (OPENS, "name_says"), (LISTED, "name_list"), (FOUND, "name_found"),
    (HIRED, "name_hired"), (DRIVES, "name_drives"),
)  # fmt: skip


class Told(NamedTuple):
    """Where a name stands, and how we know."""

    start: int
    end: int
    rule: str


def short_names(text: str) -> list[tuple[int, int]]:
    """Where firms stand by the short names that the text gives them (以下简称…)."""
    found = {m.group("n") for m in SHORTENED.finditer(text)}
    return [m.span() for n in found for m in re.finditer(re.escape(n), text)]


def _bare(name: str) -> str:
    return name.replace(" ", "").replace("·", "")


def _family(name: str) -> bool:
    book = lexicon()
    return name[:1] in book.common or name[:1] in book.other or name[:2] in book.compound


def _likely(name: str) -> bool:
    """Whether letters that stand where a name does can be one."""
    if NOBODY.search(name) or name[-1:] in NO_END:
        return False
    compound = name[:2] in lexicon().compound
    return (_family(name) and len(name) <= LONG + compound) or FAR.issuperset(name)


def _labelled(text: str) -> Iterator[Told]:
    for match in LABELLED.finditer(text):
        name = match.group("n")
        whole = len(_bare(name)) <= LONGEST_PLAIN or "·" in name or name.isascii()
        if whole and not NOBODY.search(_bare(name)):
            yield Told(match.start("n"), match.end("n"), "name_label")


def _without_cue(text: str, start: int, end: int) -> int:
    """Where the name begins, after a word that says who it is."""
    cue = re.match(rf"(?:[{HAN}]{{0,8}}?)(?:{PERSONS})(?=[{HAN}]{{2}})", text[start:end])
    return start + cue.end() if cue else start


def _sexed(text: str) -> Iterator[Told]:
    for match in SEXED.finditer(text):
        start, end = _without_cue(text, match.start(), match.end()), match.end()
        name = text[start:end]
        before = text[start - 1 : start]
        joined = before and re.match(rf"[{HAN}]", before) and start == match.start()
        if not joined and ("·" in name or _likely(name)):
            yield Told(start, end, "name_sex")


def _aliases(text: str) -> Iterator[Told]:
    for match in ALIAS.finditer(text):
        if not NOBODY.search(match.group("n")):
            yield Told(match.start("n"), match.end("n"), "name_alias")


def _speaking(text: str) -> Iterator[Told]:
    for pattern, rule in SPOKEN:
        for match in pattern.finditer(text):
            if _likely(match.group("n")):
                yield Told(match.start("n"), match.end("n"), rule)


def _listed(text: str) -> Iterator[Told]:
    """Names in brackets behind the title of a paper, and of those whose words prove something."""
    for pattern in (HEADED, STATED):
        for match in pattern.finditer(text):
            at = match.start("n")
            for one in re.finditer("[^、]+", match.group("n")):
                if _likely(one.group()):
                    yield Told(at + one.start(), at + one.end(), "name_list")


def _far(text: str) -> Iterator[Told]:
    for match in RUN_FAR.finditer(text):
        if FAR.issuperset(match.group("n")) and not NOBODY.search(match.group("n")):
            yield Told(match.start("n"), match.end("n"), "name_far")


def _titled(text: str) -> Iterator[Told]:
    book = lexicon()
    for match in TITLE.finditer(text):
        family = match.group("f")
        if family in book.compound or (family in book.common and family not in NO_FAMILY):
            yield Told(match.start(), match.end("f"), "name_title")


def told(text: str) -> Iterator[Told]:
    """Names in a plain text that its words tell; they may overlap."""
    for finder in (_labelled, _sexed, _aliases, _speaking, _listed, _far, _titled):
        yield from finder(text)
