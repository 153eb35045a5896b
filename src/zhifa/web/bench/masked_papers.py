"""Invented pieces of papers with every personal datum known, spelt as people spell them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from zhifa.web.demo import district
from zhifa.web.demo.cast import FAMILY, GIVEN

WORDS = (
    "高兴",
    "方圆",
    "时间",
    "马上",
    "和平",
    "温暖",
    "安静",
    "黄河",
    "江山",
    "常青",
    "田野",
    "夏天",
)
FAR = ("阿依古丽·买买提", "买买提·吐尔逊", "吉克阿依", "马海么依莫", "尼玛扎西", "古丽娜尔·阿不都")
RARE = "遇栾边缪亓佘仝訾逯禹漆晏谌邬冼"
STREETS = ("攀枝花市西区清香坪街道示范街", "四川省攀枝花市西区玉泉路", "西区陶家渡苏铁中路")
PAPERS = (
    "当事人：{person}，男，{birth}出生，身份证号码：{id_number}，住{address}，联系电话：{phone}。",
    "经查，当事人{person}于2025年3月4日购进预包装食品120袋，货值金额960元，转账至账号{card}。",
    "上述事实有{person}、{person}的询问笔录，现场笔录，进货票据等证据证明。",
    "举报人{person}（电话{phone}）反映，{plate}小型货车向{address}运送过期食品。",
    "法定代表人{person}到场，陈述称其邮箱为{email}，微信号{other}，要求从轻处罚。",
    "证人{person}证实，{person}驾驶{plate}离开现场，身份证号{id_number}。",
    "被询问人：{person}\n公民身份号码：{id_number}\n住址：{address}\n电话：{phone}",
    "2025年5月6日，本机关执法人员持证到{address}检查，经营者{person}在场并签字确认。",
    "当事人委托{person}为代理人，授权领取退款，开户行示范银行，卡号{card}，出生日期：{birth}。",
    "本机关认为，{person}的行为违反了《食品安全法》第五十四条第一款的规定，依法应予处罚。",
    "行政处罚决定书（{person}）\n经查明，{person}存在以下违法事实：未取得许可从事经营。",
)
PLAIN = (
    "执法人员应当主动出示执法证件。当事人高兴地表示接受，方圆五公里内没有同类经营者。",
    "依据《中华人民共和国行政处罚法》第三十二条第一款第（一）项，决定罚款人民币50000元。",
    "样品批号20250304001，检验报告编号：SP2025-0088，和平路市场监督管理所于当日收到。",
    "当事人可以自收到本决定书之日起六十日内申请行政复议，也可以在六个月内提起行政诉讼。",
)


class Gold(NamedTuple):
    """Where a personal datum stands, and of what kind it is."""

    start: int
    end: int
    kind: str


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _spread(text: str) -> str:
    return " ".join(text)


def _as_is(text: str) -> str:
    return text


def _person(dice: Random) -> str:
    chance = dice.random()
    if chance < 0.08:  # noqa: PLR2004 - one in twelve is also a word
        return dice.choice(WORDS)
    if chance < 0.14:  # noqa: PLR2004 - one in sixteen has no family name
        return dice.choice(FAR)
    family = dice.choice(RARE if chance < 0.2 else FAMILY)  # noqa: PLR2004
    name = family + "".join(dice.sample(GIVEN, dice.choice((1, 2, 2))))
    return _spread(name) if chance > 0.95 else name  # noqa: PLR2004 - one in twenty is spread


def _day(dice: Random) -> date:
    return date(1960, 1, 1) + timedelta(days=dice.randrange(16_000))


def _id_number(dice: Random) -> str:
    code = district.citizen_number(_day(dice), dice.randrange(999))
    if dice.random() < 0.2:  # noqa: PLR2004 - a fifth is mistyped: the check digit is wrong
        code = code[:17] + str((int(code[16]) + 3) % 10)
    cut = f"{code[:6]} {code[6:14]} {code[14:]}"
    return dice.choice((code, code, cut, _wide(code), _spread(code), cut.replace(" ", "-")))


def _birth(dice: Random) -> str:
    day = _day(dice)
    words = f"{day.year}年{day.month}月{day.day}日"
    return dice.choice((words, words, _wide(words), day.isoformat(), f"{day:%Y.%m.%d}"))


def _phone(dice: Random) -> str:
    code = f"13{dice.randrange(10**9):09}"
    cut = f"{code[:3]}-{code[3:7]}-{code[7:]}"
    ways = (code, code, cut, cut.replace("-", " "), _wide(code), _spread(code), f"+86 {code}")
    return dice.choice((*ways, f"0812-{dice.randrange(2_000_000, 9_999_999)}"))


def _card(dice: Random) -> str:
    code = f"622202{dice.randrange(10**13):013}"
    cut = " ".join(code[n : n + 4] for n in range(0, 19, 4))
    return dice.choice((code, cut, _wide(code), cut.replace(" ", "-")))


def _plate(dice: Random) -> str:
    code = f"{dice.randrange(10)}{dice.choice('ABCDEFGH')}{dice.randrange(1000):03}"
    return dice.choice((f"川D{code}", f"川D·{code}", f"川 D {code}", f"川D{_wide(code)}"))


def _email(dice: Random) -> str:
    text = f"user{dice.randrange(1000)}.a@example.com"
    return dice.choice((text, text, _wide(text)))


def _address(dice: Random) -> str:
    street, house = dice.choice(STREETS), dice.randrange(1, 400)
    ways = (f"{street}{house}号", f"{street}{house}号3栋2单元501室", f"{street}{house}号附5号")
    return dice.choice((*ways, f"{street} {house} 号"))


def _other(dice: Random) -> str:
    return f"wx_abc{dice.randrange(10_000)}"


MAKERS: Mapping[str, Callable[[Random], str]] = {
    "person": _person, "id_number": _id_number, "birth": _birth, "phone": _phone, "card": _card,
    "plate": _plate, "email": _email, "address": _address, "other": _other,
}  # fmt: skip


def _filled(pattern: str, dice: Random) -> tuple[str, list[Gold]]:
    text, gold = "", list[Gold]()
    for piece in pattern.replace("}", "{").split("{"):
        if piece not in MAKERS:
            text += piece
            continue
        value = MAKERS[piece](dice)
        kind = "birth_date" if piece == "birth" else piece
        gold.append(Gold(len(text), len(text) + len(value), kind))
        text += value
    return text, gold


def papers(many: int, dice: Random) -> Sequence[tuple[str, list[Gold]]]:
    """So many texts of some sentences each; every third sentence holds no personal datum."""
    made = []
    for _ in range(many):
        text, gold = "", list[Gold]()
        for pattern in (*dice.sample(PAPERS, 4), *dice.sample(PLAIN, 2)):
            words, some = _filled(pattern, dice)
            gold += [Gold(len(text) + g.start, len(text) + g.end, g.kind) for g in some]
            text += words + "\n"
        made.append((text, gold))
    return made
