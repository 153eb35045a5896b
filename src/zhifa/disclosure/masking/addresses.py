"""Addresses that say where somebody lives or keeps shop, down to the house.

Masked to the district; the street too for a home. What has no house, room or plot in it is a
place, not an address, and stays, unless the words before it say that somebody lives there.
"""

import re
from collections.abc import Iterator

from zhifa.disclosure.masking.spans import Span

HAN = "\u4e00-\u9fa5"
RUN = re.compile(rf"[{HAN}A-Za-z0-9\-#()（）·、]{{4,90}}")
NUMBER = (
    r"(?:(?<![0-9])[0-9]{1,5}(?:[\-、][0-9]{1,4})*|[一二三四五六七八九十百零]{1,5}|[A-Za-z][0-9]{0,4}"
    r"|[甲乙丙丁东西南北])"
)
UNIT = r"(?:号楼|号院|号附[0-9]+号|号|栋|幢|座|单元|室|层|楼|组|弄|社|队|户|房|铺|门|期)"
NOT_A_HOUSE = (
    r"(?!令|文|证|码|公告|决定|通知|规定|案|次|机|线|样|型|色|楼梯|长|织|成|合|会|员|装|建|间|子|级|市|上|至|起"
    r"|前|后|发|开|的|以|凌|早|晚|中午|下午|行政|民事|刑事|复议|告知|之一|国有|结婚|房屋所有权|、[0-9]+号[令文])"
)
ROOM = r"(?<=[区园苑庭里城寓厦场])[A-Za-z]?区?[0-9]{1,3}(?:-[0-9]{1,4}){1,3}"  # 3-2-501
HOUSE = re.compile(rf"{NUMBER}{UNIT}{NOT_A_HOUSE}(?:附[0-9]+号)?|{ROOM}")
MORE = re.compile(
    rf"[A-Za-z]?区?[0-9]{{1,3}}(?:-[0-9]{{1,4}}){{1,3}}|[\-、]?(?:{NUMBER}{UNIT}|[{HAN}]{{1,8}}?(?:小区|花园|花苑)(?![{HAN}])|[0-9]{{2,5}}|[{HAN}]{{1,8}}?(?:小区|花园|苑|大厦|广场|公寓|城|商铺|门面){NUMBER}{UNIT})"
)
SAYS = re.compile(r"作出|撤销|提供|换取|颁发|产权|所有权|[（(〔\[][0-9]{4}|行政|复议")
NUMBERED = re.compile(r"第$|[〕\])）]$|字$|[年初终再审民行刑执复第]第?$|(?:编号|文号)[为是]?$")
STREET = re.compile(
    r"路|街|大道|道|巷|弄|村|组|社区|小区|花园|苑|城|胡同|镇|乡|区|县|市|园|庄|屯|坊|公寓|大厦|广场|里"
)
PROVINCE = re.compile(
    r"北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川"
    r"|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
LEVEL = re.compile(
    rf"[{HAN}]{{1,7}}?(?:省|自治区|市|自治州|地区|盟|区|县|旗|镇|乡|街道|村|路|街|大道|巷|胡同|小区|社区|花园|苑)"
)
CUE = re.compile(
    r"住址|地址|住所地?|居住地|居住|户籍所在地|户籍地?|户口|现居|现住|暂住|租住|家住|位于|坐落于?|地处|来到|前往|赶到"
    r"|邮寄至|寄至|送至|在|住|于|至|为|是|到|从|系|对|将|由|其|及|和|与|的|开设|经营|租用|租赁"
)
DISTRICT = re.compile(rf"^[{HAN}]{{0,14}}?(?:区|县|旗|市)(?![{HAN}]{{0,3}}(?:区|县|旗)(?!域))")
BUSINESS = re.compile(
    r"经营地址|经营场所|营业场所|注册地址|注册地|办公地址|住所[地：:为]|生产地址|公司地址|厂址|店址"
)
HOME = re.compile(
    r"(?:住址|家庭住址|家庭地址|现住址|户籍地址|户籍所在地|户籍地|暂住地|居住地|经常居住地|收件地址|通讯地址|通信地址|住地|家住|现住|居住于|居住在|住在)"
    rf"(?:为|是|在|于)?[:： ]{{0,2}}(?P<a>[{HAN}A-Za-z0-9\-#()（）·]{{5,60}})"
)


def _begin(run: str, house: int) -> int:
    """Where the address that ends in a house begins in its run."""
    provinces = [match.start() for match in PROVINCE.finditer(run, 0, house)]
    if provinces:
        return provinces[-1]
    level = LEVEL.search(run, 0, house)
    if level is None:
        return -1
    begin = 0
    for cue in CUE.finditer(run, 0, max(level.end() - 2, 0)):
        begin = cue.end()
    found = LEVEL.search(run, begin, house)
    return found.start() if found else begin


def _end(run: str, end: int) -> int:
    while more := MORE.match(run, end):
        end = more.end()
    return end


def _shown(address: str) -> str:
    """The district; nothing where it is not told."""
    kept = DISTRICT.match(address)
    return f"{kept.group()}***" if kept else "***"


def _span(text: str, start: int, address: str, rule: str) -> Span:
    """A home is kept to its district, a place of business to its street (law.md 2.4)."""
    shown = _shown(address)
    if BUSINESS.search(text[max(0, start - 10) : start]):
        rule = "address_business"
        shown = re.split(r"[0-9]|[一二三四五六七八九十]+号", address, maxsplit=1)[0] + "***"
    return Span(start, start + len(address), "address", rule, shown)


def _houses(text: str) -> Iterator[Span]:
    for run in RUN.finditer(text):
        words, at = run.group(), 0
        while house := HOUSE.search(words, at):
            if NUMBERED.search(words[: house.start()]):  # of a paper, a form, an order
                at = house.end()
                continue
            begin = _begin(words[at:], house.start() - at)
            at, first = house.end(), at
            stem = words[first + begin : house.start()]
            if begin < 0 or not STREET.search(stem) or SAYS.search(stem):
                continue
            at = _end(words, house.end())
            address = words[first + begin : at]
            yield _span(text, run.start() + first + begin, address, "address_house")


def _homes(text: str) -> Iterator[Span]:
    for match in HOME.finditer(text):
        address = match.group("a")
        stop = re.search(r"(?:身份证|联系电话|电话|手机|邮编|法定代表人|负责人|居住|经营)", address)
        address = address[: stop.start()] if stop else address
        if LEVEL.search(address):
            start = match.start("a")
            yield Span(start, start + len(address), "address", "address_home", _shown(address))


def addresses(text: str) -> Iterator[Span]:
    """Every address of a plain text that reaches a house, or that somebody is said to live at."""
    yield from _houses(text)
    yield from _homes(text)
