"""Papers and procedures meet: no step can ask for a paper that its own answers cannot fill."""

from collections.abc import Iterator

import pytest

from zhifa.enforcement.reads.told import ASKED
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.procedure import Move, Procedure, codes, versions
from zhifa.records.rules.service import RELATIONS
from zhifa.records.rules.templates import Template, library, required

PROCEDURES = [p for code in codes() for p in versions(code)]
# facts that enforcement gathers whatever the step is; see zhifa.enforcement.reads.told
GATHERED = {"agency", "party", "case", "matter", "content", "decision", "money", "officers",
            "evidence", "step", "date", "served", "catalogue", "major", "redo", "turned", "before",
            "term"}  # fmt: skip


def papers(procedure: Procedure) -> Iterator[tuple[Move, Template]]:
    for move in procedure.moves.values():
        for code in move.documents:
            yield move, library().templates[code]


def unfilled(procedure: Procedure, move: Move, path: str) -> bool:
    """Whether a mandatory fact has no answer that must be given."""
    root, *rest = path.split(".")
    if root in GATHERED:
        return False
    if root == "act":
        asked = procedure.moves.get(ASKED.get(move.id, ""))  # what this step answers
        if asked and rest[0] == "asked_by":
            return False
        fields = (*move.fields, *(asked.fields if asked else ()))
        return not any(f.id == rest[0] and not f.optional for f in fields)
    said = procedure.moves.get(rest[0])
    return said is None or (rest[1] != "on" and not any(f.id == rest[1] for f in said.fields))


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda p: p.code)
def test_every_mandatory_fact_is_asked_for(procedure: Procedure) -> None:
    gaps = [
        f"{move.id} → {form.code}: {path}"
        for move, form in papers(procedure)
        for path in required(form)
        if unfilled(procedure, move, path)
    ]
    assert not gaps, "ask for it in the step's form, or let the template do without"


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda p: p.code)
def test_every_fact_a_paper_may_tell_exists_somewhere(procedure: Procedure) -> None:
    """Optional facts too: a slot that nothing ever fills is a mistake in the template."""
    fields = {f.id for p in PROCEDURES for m in p.moves.values() for f in m.fields}
    moves = {m for p in PROCEDURES for m in p.moves}
    paths = {
        (form.code, path)
        for _, form in papers(procedure)
        for block in form.blocks
        for path, _ in block.slots
    }
    unknown = [
        f"{code}: {path}"
        for code, path in sorted(paths)
        if path.split(".")[0] in {"act", "said"}
        and (
            path.split(".")[-1] not in fields | {"on"}
            or (path.startswith("said.") and path.split(".")[1] not in moves)
        )
    ]
    assert not unknown


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda p: p.code)
def test_papers_lie_in_the_volume_the_dossier_list_says(procedure: Procedure) -> None:
    listed = {
        code: volume for volume in ("main", "side") for code in procedure.dossier.get(volume, ())
    }
    used = {form.code: form.volume for _, form in papers(procedure)}
    assert {c: v for c, v in used.items() if listed.get(c, v) != v} == {}
    assert not set(used) - set(listed), "name them in the procedure's dossier list"


def test_the_form_offers_whom_service_takes() -> None:
    """民事诉讼法 第八十八条: the list of the procedures and the rule of service are one."""
    assert tuple(names("receivers")) == RELATIONS
