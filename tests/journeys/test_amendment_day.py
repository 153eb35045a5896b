"""A law changes: everything that rests on a changed article becomes a task of its owner."""

from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from tests import make
from zhifa.enforcement import watches
from zhifa.enforcement.models import Case
from zhifa.enforcement.reads import amended_cases
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Delivery, Entry
from zhifa.kernel.refusals import Refused
from zhifa.kernel.workbook import opened
from zhifa.registry import actions, reads
from zhifa.registry.models import Amendment, AmendmentTask, Citing, Matter
from zhifa.registry.rules import sheet_out
from zhifa.registry.tests import docx
from zhifa.web import views as desk

LAW = "中华人民共和国食品安全法"
LATER = make.AT.replace(day=9)
FIRST = "（2009年2月28日第十一届全国人民代表大会常务委员会第七次会议通过 "
OLD = FIRST + (
    "根据2025年9月12日第十四届全国人民代表大会常务委员会第十七次会议《关于修改〈食品安全法〉的决定》修正）"
)
NEW = FIRST + "2026年3月1日第十四届全国人民代表大会常务委员会第三十次会议修订）"
ARTICLES = [
    f"示范内容{n}，关于{w}的规定{w * 3}。"
    for n, w in ((i, chr(0x4E00 + 7 * i)) for i in range(1, 154))
]


def old_text(tmp_path: Path) -> None:
    """The version that the index knows gets a text of nobody's making."""
    path = docx.docx(tmp_path / "old.docx", docx.statute(LAW, OLD, ARTICLES, force="2015年10月1日"))
    told = actions.Told(in_force_from=date(2025, 12, 1))
    done = actions.import_laws(path=path, by=SYSTEM, at=make.AT, told=told)
    assert done.amendments == []


def new_text(tmp_path: Path, changed: dict[int, str], *, more: int = 0) -> Amendment:
    """The same law, amended: some articles changed, one put in after the tenth."""
    words = [changed.get(n, text) for n, text in enumerate(ARTICLES, 1)]
    for _ in range(more):
        words.insert(10, "全新的一条，与别的条文都不一样：甲乙丙丁戊己庚辛。")
    path = docx.docx(tmp_path / "new.docx", docx.statute(LAW, NEW, words, force="2026年7月1日"))
    done = actions.import_laws(path=path, by=SYSTEM, at=LATER)
    return Amendment.objects.get(pk=done.amendments[0])


def deliver() -> None:
    worker.deliver(now=LATER)
    assert not Delivery.objects.filter(done_at=None).exclude(error="").exists()


def keys(kind: str) -> set[str]:
    return set(AmendmentTask.objects.filter(kind=kind).values_list("key", flat=True))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case under way whose matter rests on 食品安全法 第一百二十二条 or thereabouts."""
    found = make.case(stage="filed")
    watches.note_citations(now=make.AT)
    old_text(tmp_path)
    return found


def cited_article(case: Case) -> int:
    """An article of the law that the case's matter cites."""
    assert case.matter is not None
    found = Citing.objects.filter(kind="matter", ref=str(case.matter.pk), law="食品安全法")
    return found.order_by("number")[0].number


def test_a_case_without_a_number_is_named_by_matter_and_day(tmp_path: Path) -> None:
    case = make.case(stage="checking")
    assert not case.number
    watches.note_citations(now=make.AT)
    words = [f"示范内容{n}。" for n in range(1, 86)]
    note = NEW.replace("2009年2月28日", "1996年3月17日")
    lines = docx.statute("中华人民共和国行政处罚法", note, words, force="2026年7月1日")
    done = actions.import_laws(path=docx.docx(tmp_path / "p.docx", lines), by=SYSTEM, at=LATER)
    amendment = Amendment.objects.get(pk=done.amendments[0])
    (task,) = amended_cases(amendment=amendment, viewer=SYSTEM)
    assert task.title == f"尚未立案的线索：事项未定，{case.discovered_on} 发现"


def test_what_rests_on_a_changed_article_becomes_tasks_of_its_owners(
    case: Case, tmp_path: Path
) -> None:
    number = cited_article(case)
    amendment = new_text(tmp_path, {number: ARTICLES[number - 1] + "另加一句。"})
    assert amendment.compared
    assert amendment.changes == [["amended", number, 0, number, 0], ["amended", 154, 0, 154, 0]]
    assert case.matter is not None
    assert case.matter.code in keys("matter")
    assert case.matter.code in keys("discretion")
    resting = Citing.objects.filter(kind="matter", law="食品安全法", number__in=[number, 154])
    rest = [int(ref) for ref in resting.values_list("ref", flat=True)]
    unaffected = set(Matter.objects.exclude(pk__in=rest).values_list("code", flat=True))
    assert unaffected
    assert not unaffected & keys("matter")
    assert keys("case") == set()
    deliver()
    task = AmendmentTask.objects.get(kind="case")
    assert (task.key, task.agency_id, task.title) == (case.pk, case.agency_id, case.number)
    assert task.address == f"/cases/{case.pk}/"
    assert task.due_on == date(2026, 6, 30)
    assert "核对内容" in task.advice
    kinds = set(Entry.objects.filter(subject="library:laws").values_list("kind", flat=True))
    assert {"registry.LawAmended", "registry.AmendmentTasksListed"} <= kinds


def test_the_same_event_twice_lists_nothing_twice(case: Case, tmp_path: Path) -> None:
    number = cited_article(case)
    amendment = new_text(tmp_path, {number: "完全另写的内容。"})
    deliver()
    count = AmendmentTask.objects.count()
    again = reads.task_counts(amendment=amendment, viewer=SYSTEM)
    found = amended_cases(amendment=amendment, viewer=SYSTEM)
    actions.add_tasks(amendment_id=amendment.pk, kind="case", tasks=found, by=SYSTEM, at=LATER)
    assert AmendmentTask.objects.count() == count == sum(int(str(row["asked"])) for row in again)


def test_an_article_that_only_moved_says_where_to(case: Case, tmp_path: Path) -> None:
    number = cited_article(case)
    assert number > 10
    new_text(tmp_path, {}, more=1)
    deliver()
    advice = AmendmentTask.objects.get(kind="case").advice
    assert "内容没有改，条号改为《食品安全法》" in advice


def test_a_closed_case_is_left_in_peace(tmp_path: Path) -> None:
    make.road(party_=make.party("另一示范公司", number=2)).walk_to("archived")
    case = make.case(stage="filed")
    watches.note_citations(now=make.AT)
    old_text(tmp_path)
    new_text(tmp_path, {cited_article(case): "完全另写的内容。"})
    deliver()
    assert keys("case") == {case.pk}


def test_a_procedure_and_its_papers_go_to_who_keeps_the_laws(case: Case, tmp_path: Path) -> None:
    title = "中华人民共和国行政处罚法"
    note = NEW.replace("2009年2月28日", "1996年3月17日")
    words = [f"示范内容{n}。" for n in range(1, 86)]
    path = docx.docx(tmp_path / "p.docx", docx.statute(title, note, words, force="2026年7月1日"))
    done = actions.import_laws(path=path, by=SYSTEM, at=LATER)
    amendment = Amendment.objects.get(pk=done.amendments[0])
    assert not amendment.compared  # the index carries no words of the version before
    tasks = AmendmentTask.objects.filter(amendment=amendment)
    assert set(tasks.filter(kind="procedure").values_list("agency", flat=True)) == {None}
    assert tasks.filter(kind="template", key="W02").exists()
    deliver()
    assert case.pk in keys("case")
    officer = make.signed(make.crew().officers[0])
    assert not reads.tasks(amendment=amendment, viewer=officer, asked=reads.Asked())[0]
    keeper = make.signed(make.person("keeper", "law_keeper", make.agency("CG")))
    heaps = {h.kind: h.count for h in reads.heaps(viewer=keeper)}
    assert set(heaps) == {"procedure", "template"}
    assert sum(heaps.values()) == tasks.filter(agency=None).count()


def test_a_task_is_settled_once_with_a_reason_by_its_owner(case: Case, tmp_path: Path) -> None:
    new_text(tmp_path, {cited_article(case): "完全另写的内容。"})
    deliver()
    task = AmendmentTask.objects.get(kind="case")
    crew = make.crew()
    officer, head = make.signed(crew.officers[0]), make.signed(crew.user("unit_head"))
    reason = "新旧条文罚则相同，不用改。"
    settle = partial(actions.settle_tasks, outcome="kept", reason=reason, at=LATER)
    keys = [task.pk]
    with pytest.raises(Refused) as theirs:
        settle(task_ids=keys, by=officer)
    assert theirs.value.codes == {"not_permitted"}
    with pytest.raises(Refused) as silent:
        actions.settle_tasks(task_ids=keys, outcome="later", reason="  ", by=head, at=LATER)
    assert silent.value.codes == {"amendment:reason", "amendment:outcome"}
    with pytest.raises(Refused) as unknown:
        settle(task_ids=[*keys, 0], by=head)
    assert unknown.value.codes == {"not_permitted"}
    with pytest.raises(Refused) as many:
        settle(task_ids=range(51), by=head)
    assert many.value.codes == {"amendment:too_many"}
    settle(task_ids=keys, by=head)
    task.refresh_from_db()
    assert (task.done_by, task.outcome, task.reason) == (head.key, "kept", reason)
    entry = Entry.objects.get(kind="registry.AmendmentTaskSettled")
    assert entry.payload["outcome"] == "kept"
    with pytest.raises(Refused) as twice:
        settle(task_ids=keys, by=head)
    assert twice.value.codes == {"amendment:settled"}
    with pytest.raises(DatabaseError), transaction.atomic():
        AmendmentTask.objects.filter(pk=task.pk).update(outcome="changed")


def test_the_desk_of_each_owner_counts_what_is_theirs(case: Case, tmp_path: Path) -> None:
    number = cited_article(case)
    amendment = new_text(tmp_path, {number: "完全另写的内容。"})
    deliver()
    home, other = make.agency(), make.agency("CG")
    head = make.signed(make.crew().user("unit_head"))
    away = make.signed(make.person("away", "unit_head", other))
    officer = make.signed(make.crew().officers[0])
    mine = {h.kind: h for h in reads.heaps(viewer=head)}
    open_ = AmendmentTask.objects.filter(amendment=amendment, agency=home)
    assert {"matter", "discretion", "case"} <= set(mine)
    for kind, heap in mine.items():
        assert heap.count == open_.filter(kind=kind).count()
        assert heap.amendment == amendment
    assert (mine["case"].count, mine["case"].due_on) == (1, date(2026, 6, 30))
    assert reads.heaps(viewer=away) == reads.heaps(viewer=officer) == []
    line = next(
        t
        for t in desk.tasks(head, make.AT.date())
        if t.words == "修法核对" and "在办案件" in t.about
    )
    assert line.about == "《食品安全法》修改：在办案件 1 项要核对"
    assert line.url == f"/library/laws/changes/{amendment.pk}/?state=open&kind=case"
    assert line.due == date(2026, 6, 30)


def test_a_published_list_is_a_task_and_one_not_published_is_none(tmp_path: Path) -> None:
    """Lists come in as a body takes them in: from a file whose column says since when."""
    public, quiet, day = make.agency("CG"), make.agency("SJ"), make.AT.date()
    make.libraries(quiet)
    rows = reads.list_rows(agency_id=quiet.pk, on=day, viewer=SYSTEM)
    row = next(r for r in rows if r["code"] == "SC0101") | {"published_on": date(2026, 2, 1)}
    data = sheet_out.written([row], reads.list_columns(listed=True), day)
    book = opened(BytesIO(data))
    *_, plan = reads.plan_import(
        book=book, listed=True, defaults={}, viewer=SYSTEM, today=make.AT.date()
    )
    assert not plan.rejected, plan.rejected
    done = actions.import_list(plan=plan, agency=public, digest="0" * 64, by=SYSTEM, at=make.AT)
    assert done.listed == 1
    watches.note_citations(now=make.AT)
    old_text(tmp_path)
    matter = Matter.objects.get(code="SC0101")
    cites = Citing.objects.filter(kind="matter", ref=str(matter.pk), law="食品安全法")
    new_text(tmp_path, {cites[0].number: "完全另写的内容。"})
    tasks = AmendmentTask.objects.filter(kind="listing")
    assert list(tasks.values_list("agency_id", "key")) == [(public.pk, "SC0101")]
    assert AmendmentTask.objects.filter(kind="matter", agency=quiet, key="SC0101").exists()
    owner = make.signed(make.person("keeps", "library_keeper", public))
    assert {h.kind for h in reads.heaps(viewer=owner)} >= {"listing", "matter"}
    keys = [t.pk for t in tasks]
    actions.settle_tasks(task_ids=keys, outcome="changed", reason="案情复杂", by=owner, at=LATER)
    assert "listing" not in {h.kind for h in reads.heaps(viewer=owner)}


def test_a_law_repealed_asks_everybody_who_names_it(case: Case) -> None:
    law = reads.law(title=LAW, viewer=SYSTEM)
    assert law is not None
    version = reads.version_on(law=law, on=date(2026, 3, 2), viewer=SYSTEM)
    assert version is not None
    on = date(2027, 1, 1)
    with pytest.raises(Refused) as silent:
        actions.repeal_law(version_id=version.pk, from_on=on, reason="", by=SYSTEM, at=LATER)
    assert silent.value.codes == {"law:repeal_reason"}
    said = "国务院某决定"
    amendment = actions.repeal_law(
        version_id=version.pk, from_on=on, reason=said, by=SYSTEM, at=LATER
    )
    assert (amendment.after, len(amendment.changes)) == (None, 154)
    deliver()
    assert keys("case") == {case.pk}
    assert reads.version_on(law=law, on=date(2026, 12, 31), viewer=SYSTEM) is not None
    assert reads.version_on(law=law, on=on, viewer=SYSTEM) is None
    with pytest.raises(Refused) as twice:
        actions.repeal_law(version_id=version.pk, from_on=on, reason=said, by=SYSTEM, at=LATER)
    assert "law:ended" in twice.value.codes


def test_procedures_nobody_had_noted_are_listed_all_the_same(tmp_path: Path) -> None:
    make.libraries(make.agency())
    title = "中华人民共和国行政处罚法"
    words = [f"示范内容{n}。" for n in range(1, 86)]
    note = NEW.replace("2009年2月28日", "1996年3月17日")
    path = docx.docx(tmp_path / "p.docx", docx.statute(title, note, words, force="2026年7月1日"))
    actions.import_laws(path=path, by=SYSTEM, at=LATER)
    assert keys("procedure") == keys("template") == set()
    deliver()
    assert keys("procedure")
    assert "W02" in keys("template")
