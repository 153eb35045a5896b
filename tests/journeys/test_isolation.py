"""One agency sees nothing of another's cases: every read of the rooms that hold cases is asked."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import timedelta
from types import FunctionType
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import Http404

from tests.house.tree import full_name, functions, keywords
from tests.journeys.strangers import OVERSEERS, ROOMS, World
from zhifa.agencies.reads import signed
from zhifa.agencies.roles import roles
from zhifa.enforcement import reads as enforcement
from zhifa.enforcement.models import Act
from zhifa.enforcement.rules.procedure import load
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Number
from zhifa.kernel.refusals import Refused
from zhifa.records.models import Sending, Upload
from zhifa.records.reads import NumberFilter, link_code
from zhifa.records.tests import make

# reads that the machinery below cannot ask, or whose answer says nothing of a case, and why
EXPLAINED: Mapping[str, str] = {
    "enforcement.reads.moves.options_of": "judges facts that the caller has gathered already",
    "enforcement.reads.fields.opening_fields": "the form of a procedure, before there is a case",
    "enforcement.reads.fields.fields_for": "the form of a procedure; its lists are the matter's",
    "enforcement.reads.forms.choices_for": "lists of the agency that the form is made for",
    "enforcement.reads.citing.amended_cases": "needs a law change; asked where those are tested",
    "enforcement.reads.guides.guide": "public: drawn from public registers alone",
    "enforcement.reads.informant.informant_obstacles": "names what forbids; forbids all to others",
    "enforcement.reads.majors.is_major": "says no of what is not seen",
    "enforcement.reads.preview.sketches": "refuses whom the step is not for; tested there",
    "enforcement.reads.replay.replay": "an empty list says: nothing differs, or nothing is seen",
    "review.reads.answering.agreeing_obstacles": "names what forbids; forbids all to others",
    "records.reads.signatures.credential_of": "certificates of agencies, tested in records",
    "records.reads.signatures.next_revision": "a number: 1 for what is not seen",
    "records.reads.signatures.seal_state": "an empty state for what is not seen",
    "records.reads.sendings.sending_obstacles": "names what forbids; forbids all to others",
    "records.reads.catalogue.missing": "all that was wanted is missing from what is not seen",
    "records.reads.local_templates.places": "where a keeper may make templates; of no case",
    "records.reads.transfers.transfer_obstacles": "names what forbids; forbids all to others",
    "records.reads.transfers.to_transfer": "asks for a body and a year; tested in records",
    "records.reads.transfers.transfer_of": "a package of a body; tested in records",
    "records.reads.transfers.package_order": "an order of a body; tested in records",
    "records.reads.transfers.handed_over": "asks for a package; tested in records",
    "records.reads.transfers.receipt_obstacles": "names what forbids; forbids all to others",
    "records.reads.destruction.appraisal": "a list of a body; tested in records",
    "records.reads.destruction.appraised": "asks for a list; tested in records",
    "records.reads.destruction.watches": "asks for a list; tested in records",
    "enforcement.reads.holding.holding_obstacles": "asks for dossiers; tested in enforcement",
    "records.reads.glass.hand_file": "opens a file; tested in records",
    "records.reads.glass.drawn_hand": "asks for a hand; opens it as hand_file does",
    "records.reads.glass.party_signature": "asks for a hand; tested in records",
    "records.reads.guides.last_sent": "guides of a body, of no case; tested in records",
    "records.reads.binding.volume_data": "opens a file; asked below by its page",
    "records.reads.files.opened": "opens a file; asked below by its page",
    "records.reads.files.intact": "opens a file; asked below by its page",
}
LATER = timedelta(days=365)


def keys_of(world: World) -> dict[str, Any]:
    """Room → the key of something of the agency."""
    number = Number.objects.get(text=world.case.number)
    submission, publication = world.submission, world.publication
    return {"review": submission.pk, "disclosure": publication.pk, "records": number.pk}


def pool(world: World, function: FunctionType) -> dict[str, Any]:
    """Something of the agency for every name an argument has."""
    case, today = world.case, world.road.today
    name = full_name(function)
    room = name.partition(".")[0]
    return {
        "case": case,
        "case_id": case.pk,
        "dossier_id": case.dossier_id,
        "document": world.paper,
        "document_id": world.paper.pk,
        "evidence_id": world.item.pk,
        "recording": world.recording,
        "recording_id": world.recording.pk,
        "order_id": world.paper.pk,
        "pk": keys_of(world).get(room, world.alert.pk),
        "move": load("penalty_ordinary").moves["serve_decision"],
        "stages": list(load("penalty_ordinary").stages),
        "templates": ["W44", "W38"],
        "decision_id": world.publication.decision_id,
        "queue": "due",
        "publication": world.publication,
        "decision": world.publication.decision,
        "volume": "main",
        "asked": NumberFilter() if "numbers" in name else enforcement.Filter(),
        "agency": world.road.crew.agency,
        "party_ids": [case.party_id],
        "rows": Act.objects.filter(case=case),
        "law": "食品安全法",
        "number": 125,
        "sub": 0,
        "state": world.publication.state,
        "word": case.number,
        "at": world.road.now,
        "now": world.road.now + LATER,
        "on": today + LATER,
        "until": today + LATER,
        "today": today,
        "limit": 1000,
    }


def _upload(world: World, by: str) -> Upload:
    """A file that is on its way into the case's dossier."""
    begun = world.road.now
    about = {"name": "现场.jpg", "length": 3, "begun_by": by, "begun_at": begun}
    row, _ = Upload.objects.get_or_create(
        dossier=world.case.dossier, defaults={**about, "expires_at": begun + LATER}
    )
    return row


def more(world: World) -> dict[str, Any]:
    """What few reads are asked with."""
    mine = signed(user=world.road.crew.officers[0], on=world.road.today)
    sent = Sending.objects.first() or make.sending(world.paper, world.road.now, by=mine)
    return {
        "needs": (),
        "upload_id": _upload(world, mine.key).pk,
        "sending_id": sent.pk,
        "code": link_code(sending_id=sent.pk),
        "case_ids": [world.case.pk],
        "left": [],
        "submission": world.submission,
        "text": "",
        "from_on": world.road.today - timedelta(days=4000),
        "until_on": world.road.today + LATER,
        "user_id": world.road.crew.officers[0].pk,
        "party_id": world.case.party_id,
    }


def asked(world: World, function: FunctionType) -> dict[str, Any] | None:
    """Arguments for a read, or None when they are not known."""
    known = pool(world, function) | more(world)
    told = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if name == "viewer":
            continue
        if name in known:
            told[name] = known[name]
        elif parameter.default is parameter.empty:
            return None
    return told


def words(value: object, depth: int = 4) -> Iterator[str]:
    """Everything a value tells, rows with all their columns."""
    if isinstance(value, models.Model):
        value = {f.attname: getattr(value, f.attname) for f in value._meta.concrete_fields}
    elif is_dataclass(value) and not isinstance(value, type):
        value = {f.name: getattr(value, f.name) for f in fields(value)}
    if isinstance(value, str | bytes) or not depth:
        yield str(value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from (str(key), *words(inner, depth - 1))
    elif isinstance(value, models.QuerySet | Sequence | frozenset | set):
        for inner in value:
            yield from words(inner, depth - 1)
    else:
        yield str(value)


READS = [
    f
    for f in functions("reads")
    if full_name(f).partition(".")[0] in ROOMS and "viewer" in keywords(f)
]


def told(function: Callable[..., Any], data: Mapping[str, Any], viewer: object) -> str:
    """What a read tells a viewer; nothing when it does not know of such a thing."""
    try:
        value = function(**data, viewer=viewer)
        return "" if value is None else "\n".join(words(value))
    except (ObjectDoesNotExist, Http404, Refused):
        return ""


def test_every_read_can_be_asked_or_is_explained(world: World) -> None:
    unasked = {full_name(f) for f in READS if asked(world, f) is None}
    assert unasked <= set(EXPLAINED), "give `pool` a value, or explain why not"
    assert set(EXPLAINED) <= {full_name(f) for f in READS}, "explained and gone"
    assert len(READS) > 40


@pytest.mark.parametrize("function", READS, ids=full_name)
def test_a_read_tells_another_agency_nothing(world: World, function: FunctionType) -> None:
    data = asked(world, function)
    name = full_name(function)
    if data is None:
        pytest.skip(EXPLAINED.get(name, "told by the test above"))
    room, marks = name.partition(".")[0], world.marks
    for role in roles():
        if {room, name.rpartition(".")[0]} & OVERSEERS.get(role, set()):
            continue
        seen = told(function, data, world.stranger(role))
        assert not [m for m in marks if m and m in seen], role
        if name not in EXPLAINED and {"case", "document", "recording"} & set(data):
            assert not seen, f"{role} is answered about what is not theirs"


def test_the_machinery_does_see_what_is_there(world: World) -> None:
    """Asked on behalf of the house itself, most reads tell of the case: the test can fail."""
    telling = 0
    for function in READS:
        data = asked(world, function)
        if data is not None and full_name(function) not in EXPLAINED:
            seen = told(function, data, SYSTEM)
            telling += any(m in seen for m in world.marks if m)
    assert telling > 25
