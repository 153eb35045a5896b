"""Local versions of templates: who may, what not, which one holds, and what is to be reviewed."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils.timezone import localdate

from zhifa.agencies.models import Agency
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, reads
from zhifa.records.models import LocalTemplate
from zhifa.records.reads import Place
from zhifa.records.rules.local_templates import Edit, words_of
from zhifa.records.rules.templates import Block, library, row_of, template_of
from zhifa.records.tests import make
from zhifa.records.tests.browsers import browser

MORE = Block("八、本地说明", "本地说明一句。", article="行政处罚法 第五条")
DISTRICT = Place("district", "510403")


def adapted(
    place: Place = DISTRICT,
    *,
    code: str = "W44",
    begins_on: date = make.DAY,
    by: Actor = SYSTEM,
    **worded: object,
) -> LocalTemplate:
    given = {"more": MORE, **worded}
    return actions.adapt_template(
        code=code,
        place=place,
        wording=actions.Wording(**given),  # type: ignore[arg-type]
        begins_on=begins_on,
        reason="区司法局要求",
        by=by,
        at=make.AT,
    )


def refused(**worded: object) -> set[str]:
    with pytest.raises(Refused) as no:
        adapted(**worded)  # type: ignore[arg-type]
    assert not LocalTemplate.objects.exists()
    return set(no.value.codes)


def body(area: str = "510403") -> Agency:
    home = make.agency()
    home.area_code = area
    home.save()
    return home


@pytest.mark.parametrize("code", sorted(library().templates))
def test_a_template_goes_to_data_and_back(code: str) -> None:
    form = library().templates[code]
    assert template_of({**row_of(form), "version": form.version}, library().clauses) == form


def test_a_paper_uses_the_version_of_its_place_and_the_lowest_level_wins() -> None:
    home, other = body(), make.agency()
    other.area_code = "510411"
    other.save()
    adapted(Place("city", "5104"), more=Block(text="市里说。", article="行政处罚法 第五条"))
    adapted()
    told = str(make.document(make.dossier(home), "W44").content)
    assert "本地说明一句" in told
    assert "市里说" in told, "a district's version is made from its city's"
    elsewhere = str(make.document(make.dossier(other, "x"), "W44").content)
    assert "市里说" in elsewhere
    assert "本地说明一句" not in elsewhere


def test_a_dossier_opened_before_keeps_what_it_had() -> None:
    home = body()
    adapted(begins_on=make.DAY + timedelta(days=1))
    assert "本地说明" not in str(make.document(make.dossier(home), "W44").content)


def index(code: str, part: str) -> int:
    blocks = library().templates[code].blocks
    return next(n for n, b in enumerate(blocks) if part in b.parts and not b.clause)


def test_a_mandatory_part_cannot_be_taken_out() -> None:
    for part in ("party", "cause", "basis"):
        told = refused(more=None, edits={index("W44", part): Edit("", "")})
        assert "template:part_gone" in told


def test_the_sentence_on_remedies_cannot_be_worded_locally() -> None:
    form = library().templates["W44"]
    at = next(n for n, b in enumerate(form.blocks) if "remedy" in b.parts)
    worded = {at: Edit("五、救济", "不服可以向本机关反映。")}
    assert refused(edits=worded) == {"template:locked"}
    assert refused(edits={99: Edit("某块", "某事")}) == {"template:locked"}


def test_only_facts_of_the_version_above_may_be_used() -> None:
    told = refused(more=Block(text="{act.unheard_of}", article="行政处罚法 第五条"))
    assert "template:new_fact" in told


def test_the_linter_holds_for_local_versions_too() -> None:
    told = refused(more=Block(text="依据《行政处罚法》第九十九条。", article="行政处罚法 第五条"))
    assert told == {"template:faulty"}
    at = index("W44", "basis")
    assert "template:faulty" in refused(
        edits={at: Edit("三、依据", "有关规定。{content.sentence}")}
    )


def test_nothing_changed_is_no_version_and_a_version_must_be_later() -> None:
    notes = library().templates["W44"].notes
    assert refused(more=None, notes=notes) == {"template:unchanged"}
    adapted()
    with pytest.raises(Refused) as no:
        adapted()
    assert no.value.codes == {"template:not_later"}


def test_who_may_make_one() -> None:
    home = body()
    keeper, officer = make.actor("library_keeper", home), make.actor("officer", home)
    supervisor = make.actor("supervisor", home)
    own = Place("body", agency=home)
    adapted(own, by=keeper)
    adapted(DISTRICT, by=supervisor)
    for place, who in (
        (DISTRICT, keeper),
        (own, officer),
        (Place("body", agency=body("1")), keeper),
    ):
        with pytest.raises(Refused) as no:
            adapted(place, code="W38", by=who)
        assert no.value.codes == {"not_permitted"}
    assert Entry.objects.filter(kind="records.TemplateAdapted").count() == 2


def test_a_changed_parent_lists_its_children_until_they_are_made_anew() -> None:
    home = body()
    adapted(Place("body", agency=home), more=Block(text="本机关说。", article="行政处罚法 第五条"))
    assert reads.outdated(on=make.DAY) == []
    later = make.DAY + timedelta(days=2)
    adapted(DISTRICT, begins_on=later)
    assert reads.outdated(on=make.DAY) == []
    (one,) = reads.outdated(on=later)
    assert (one.row.agency, one.now.row) == (home, LocalTemplate.objects.get(level="district"))
    adapted(Place("body", agency=home), begins_on=later, notes=("本机关注。",))
    assert reads.outdated(on=later) == []


def test_the_difference_is_told_line_by_line() -> None:
    at = index("W44", "basis")
    block = library().templates["W44"].blocks[at]
    words = words_of(block).replace("本机关决定", "本机关经研究决定")
    row = adapted(edits={at: Edit(block.heading, words)}, notes=library().templates["W44"].notes)
    parent = reads.parent_of(row)
    assert parent is not None
    changed = [line for line in reads.difference(parent.form, reads.form_of(row)) if line.changed]
    assert any("本机关决定" in line.old and "经研究决定" in line.new for line in changed)
    assert ("", MORE.text) in {(line.old, line.new) for line in changed}


def test_the_database_keeps_versions_as_they_are() -> None:
    adapted()
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("update records_localtemplate set reason = 'x'")


def test_a_keeper_words_a_version_on_the_page_and_sees_what_differs() -> None:
    home = body()
    client = browser(make.holder("library_keeper", home))
    address = reverse("records:adapt_template", args=["W26"])
    where = client.get(address).content.decode()
    place = Place("body", agency=home)
    assert place.key in where
    assert "district:" not in where
    address = f"{address}?place={place.key}"
    shown = client.get(address)
    form = shown.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {
        "begins_on": str(localdate() + timedelta(days=1)),
        "reason": "本机关要求",
        "notes": "一式三份。",
    }
    assert client.post(address, {**typed, "reason": ""}).status_code == 422
    gone = client.post(address, {**typed, "words_0": ""})
    assert gone.status_code == 409
    assert "不能删除" in gone.content.decode()
    made = client.post(address, typed, follow=True)
    told = made.content.decode()
    assert "和上级版本的差异" in told
    assert "<ins>一式三份。</ins>" in told
    assert place.name in client.get(reverse("records:template", args=["W26"])).content.decode()


def test_what_waits_for_review_is_listed_and_its_maker_is_led_there() -> None:
    home = body()
    begun = localdate() - timedelta(days=2)
    adapted(Place("body", agency=home), begins_on=begun)
    adapted(DISTRICT, begins_on=begun + timedelta(days=1), notes=("区里注。",))
    review = reverse("records:template_review")
    keeper = browser(make.holder("library_keeper", home))
    assert "1 个本地版本待复核" in keeper.get(reverse("records:templates")).content.decode()
    assert f"place=body:{home.pk}" in keeper.get(review).content.decode()
    officer = browser(make.holder("officer", home)).get(review).content.decode()
    assert "由制定的机关复核" in officer
