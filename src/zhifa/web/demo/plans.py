"""The nine bodies of the fictional district."""

from dataclasses import dataclass

from zhifa.web.demo.district import HERE


@dataclass(frozen=True, slots=True)
class Plan:
    """A body as it will be registered. principal: the code of whom it acts for."""

    code: str
    name: str
    short: str
    fields: tuple[str, ...] = ()
    weight: int = 1
    nature: str = "organ"
    basis: str = "法律、法规、规章和三定规定"
    area: str = "510403"
    principal: str = ""


BODIES = (
    Plan("SJ", f"{HERE}市场监督管理局", "示市监", ("market", "quality"), 6),
    Plan(
        "CG",
        f"{HERE}综合行政执法局",
        "示综执",
        ("urban", "environment", "culture", "agriculture"),
        5,
        basis="行政处罚法 第十八条；省人民政府关于相对集中行政处罚权的决定",
    ),
    Plan("YJ", f"{HERE}应急管理局", "示应急", ("emergency",), 2),
    Plan("WJ", f"{HERE}卫生健康局", "示卫健", ("health",), 2),
    Plan("JT", f"{HERE}交通运输局", "示交", ("transport",), 1),
    Plan(
        "JZ",
        f"{HERE}交通运输综合行政执法大队",
        "示交执",
        ("transport",),
        2,
        "delegated",
        basis=f"行政处罚法 第二十条、第二十一条；{HERE}交通运输局委托书",
        principal="JT",
    ),
    Plan(
        "XF",
        f"{HERE}消防救援大队",
        "示消",
        ("fire",),
        2,
        "authorised",
        basis="消防法 第四条、第七十条",
    ),
    Plan(
        "QX",
        f"{HERE}清香坪街道办事处",
        "示清街",
        ("urban",),
        2,
        "town",
        basis="行政处罚法 第二十四条；省人民政府决定",
        area="510403001",
    ),
)
JUSTICE = Plan("SF", f"{HERE}司法局", "示司", nature="office")
