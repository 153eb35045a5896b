"""Points 1, 2 and 6: the body, its officers on the day of each act, its powers."""

from collections.abc import Iterator

from zhifa.review.rules.conditions import failing
from zhifa.review.rules.file import Deed, File
from zhifa.review.rules.finding import Finding, Found, Point, point

TWO = 2
BESIDE = frozenset({"record_scene", "question", "register_evidence", "preserve_evidence"})
TWO_LAW = "行政处罚法 第四十二条"


def body(file: File) -> Point:
    """Point 1: the body may enforce, in its own name or by a mandate (行政处罚法 十七至二十一)."""
    why = f"{file.agency}在执法主体名录内，事项在其权责清单上；没有委托执法的问题。"
    return point(1, failing(file, 1), why, "行政处罚法 第十七条至第二十一条")


def _present(file: File, deed: Deed) -> Iterator[Finding]:
    papers = file.papers_of(deed)
    for user in deed.officers:
        if why := file.unfit.get((user, deed.on)):
            name = file.names.get(user, str(user))
            told = f"{deed.on}《{deed.name}》：{name}{why}"
            yield Finding(2, "certificate", Found.WRONG, told, TWO_LAW, papers)
    if deed.move in BESIDE and len(set(deed.officers)) < TWO:
        told = f"{deed.on}《{deed.name}》只有 {len(set(deed.officers))} 名执法人员"
        yield Finding(2, "fewer_than_two", Found.WRONG, told, TWO_LAW, papers)


def officers(file: File) -> Point:
    """Point 2: two officers, each certified on the day of each act (行政处罚法 四十二)."""
    deeds = [d for d in file.deeds if d.officers]
    found = [f for deed in deeds for f in _present(file, deed)]
    days = len({(user, d.on) for d in deeds for user in d.officers})
    why = f"核对 {len(deeds)} 个步骤、{days} 人次：当日执法证件都有效，现场和询问都不少于两人。"
    return point(2, found, why, TWO_LAW, file.papers_named("W72A", "W09", "W15"))


def powers(file: File) -> Point:
    """Point 6: within the power list and the area (行政处罚法 十七、二十二)."""
    why = f"“{file.matter}”在{file.agency}的权责清单内，案发地在管辖区域内。"
    source = "行政处罚法 第十七条、第二十二条"
    return point(6, failing(file, 6), why, source, file.papers_named("W02"))
