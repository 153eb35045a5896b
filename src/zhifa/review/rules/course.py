"""Point 3: the course of the case: its steps, what each had to tell, every term with its proof."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from zhifa.review.rules.conditions import failing
from zhifa.review.rules.file import Deed, File, Proof
from zhifa.review.rules.finding import Finding, Found, Point, point

CONTACT = frozenset({"record_scene", "question"})
APPROVED = frozenset({"approve_filing", "endorse_filing", "approve_transfer"})
LAW = "行政处罚法 第五十四条至第六十条"
DAY = timedelta(days=1)


def proof_words(proof: Proof) -> str:
    """How the last day of a term follows, in one sentence."""
    spans = "".join(f"，扣除{why} {begin} 至 {end}" for begin, end, why in proof.spans)
    more = f"，延长 {proof.extended}" if proof.extended else ""
    rolled = f"，{proof.raw_on} 顺延" if proof.raw_on != proof.due_on else ""
    since = f"{proof.start_on}（{proof.start}）"
    return f"{proof.name}自 {since}起 {proof.length}{spans}{more}{rolled}，到 {proof.due_on}"


def _late(file: File) -> Iterator[Finding]:
    for proof in (p for p in file.proofs if p.over):
        ended = f"，{proof.stopped_on} 才办结" if proof.stopped_on else "，期满仍未办结"
        found = Found.DOUBT if proof.explained else Found.WRONG
        yield Finding(3, "late", found, proof_words(proof) + ended, proof.source)


def _told(file: File, deed: Deed) -> Iterator[Finding]:
    """What a contact with the party had to tell, and how it was signed."""
    named, papers = f"{deed.on}《{deed.name}》", file.papers_of(deed)
    if not deed.facts.get("shown_certificate"):
        told = f"{named}没有记录出示执法证件"
        yield Finding(3, "not_shown", Found.WRONG, told, "行政处罚法 第五十五条", papers)
    if not deed.facts.get("rights_told"):
        told = f"{named}没有记录告知申请回避等权利"
        yield Finding(3, "rights_untold", Found.WRONG, told, "行政处罚法 第四十三条", papers)
    if deed.facts.get("signature") in {"refused", "absent"} and not (
        deed.facts.get("witness") or deed.facts.get("film")
    ):
        told = f"{named}当事人没有签名，也没有见证人或者录像"
        law = "最高人民法院关于行政诉讼证据若干问题的规定 第十五条"
        yield Finding(3, "unsigned", Found.WRONG, told, law, papers)


def _hours(deed: Deed) -> tuple[datetime, datetime] | None:
    begun, ended = deed.facts.get("begun_at"), deed.facts.get("ended_at")
    return (
        (datetime.fromisoformat(begun), datetime.fromisoformat(ended)) if begun and ended else None
    )


def _timed(file: File, deed: Deed) -> Iterator[Finding]:
    hours = _hours(deed)
    if hours is None:
        told = f"{deed.on}《{deed.name}》没有起止时间"
    elif not hours[0] < hours[1]:
        told = f"{deed.on}《{deed.name}》结束时间不晚于开始时间"
    elif hours[1] - hours[0] > DAY:
        told = f"{deed.on}《{deed.name}》一份笔录超过二十四小时"
    else:
        return
    yield Finding(3, "hours", Found.WRONG, told, "行政处罚法 第四十七条", file.papers_of(deed))


def _at_once(file: File) -> Iterator[Finding]:
    """The same officer in two records at the same time in two places."""
    held = [(d, h) for d in file.deeds if d.move in CONTACT and (h := _hours(d))]
    for n, (one, (begun, ended)) in enumerate(held):
        for other, (begun2, ended2) in held[n + 1 :]:
            both = set(one.officers) & set(other.officers)
            apart = one.facts.get("place") != other.facts.get("place")
            if both and apart and begun < ended2 and begun2 < ended:
                who = "、".join(file.names.get(u, str(u)) for u in sorted(both))
                told = f"{who}同一时间在《{one.name}》和《{other.name}》的两个地点（{one.on}）"
                papers = file.papers_of(one, other)
                yield Finding(3, "two_places", Found.WRONG, told, "行政处罚法 第四十二条", papers)


def _in_order(file: File) -> Iterator[Finding]:
    """Nothing is done before the clue was found, no later stage entered before an earlier one."""
    first = file.deeds[0].on if file.deeds else None
    steps = ("approve_filing", "conclude", "notify", "propose_decision")
    before: Deed | None = None
    for deed in file.deeds:
        if first and deed.on < first:
            told = f"《{deed.name}》的日期 {deed.on} 早于发现线索的 {first}"
            law = "行政处罚法 第五十四条"
            yield Finding(3, "before_clue", Found.WRONG, told, law, file.papers_of(deed))
        if deed.move in steps:
            if before and deed.on < before.on:
                told = f"《{deed.name}》（{deed.on}）早于《{before.name}》（{before.on}）"
                papers = file.papers_of(deed, before)
                yield Finding(3, "out_of_order", Found.WRONG, told, LAW, papers)
            before = deed


def _apart(file: File) -> Iterator[Finding]:
    """Who approves does not run the case (行政处罚法 五十七)."""
    own = {f"user:{user}" for user in file.investigators}
    for deed in (d for d in file.deeds if d.move in APPROVED and d.by in own):
        told = f"《{deed.name}》（{deed.on}）由本案承办人员自己办理"
        papers = file.papers_of(deed)
        yield Finding(3, "own_approval", Found.WRONG, told, "行政处罚法 第五十七条", papers)


def course(file: File) -> Point:
    """Point 3: the procedure and its terms."""
    met = [d for d in file.deeds if d.move in CONTACT]
    found = [
        *failing(file, 3),
        *_late(file),
        *(f for deed in met for f in (*_told(file, deed), *_timed(file, deed))),
        *_at_once(file),
        *_in_order(file),
        *_apart(file),
    ]
    terms = f"{len(file.proofs)} 个期限都没有超过"
    why = f"{len(file.deeds)} 个步骤顺序合法，{terms}，证件和权利都已告知。"
    return point(3, found, why, LAW, file.papers_named("W02", "W09", "W15", "W36"))
