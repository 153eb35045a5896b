"""However much was done on a certificate that did not count, all of it is found and told."""

from datetime import timedelta

from tests import make

from zhifa.enforcement import reads
from zhifa.enforcement.models import Act
from zhifa.kernel.access import SYSTEM
from zhifa.supervision import actions

MANY = 2100


def test_no_act_is_left_out_and_no_word_cut() -> None:
    road = make.road(party_=make.party("示范多步有限公司", number=366))
    road.walk_to("filed")
    model = Act.objects.get(case=road.case, move="record_scene")
    second = road.crew.user("second")
    filler = [
        Act(
            case=road.case, seq=1000 + n, move="recall", origin="", stage="", on=model.on,
            by=model.by, at=model.at, facts={}, texts={}, token=f"t{n}",
        )
        for n in range(MANY)
    ]  # fmt: skip
    Act.objects.bulk_create(filler)
    model.pk, model.seq, model.token, model._state.adding = None, 9000, "last", True
    model.on += timedelta(days=1)
    model.save(force_insert=True)
    card = second.certificates.get()
    card.valid_until = model.on - timedelta(days=1)
    card.save(update_fields=["valid_until"])
    days = {"from_on": model.on - timedelta(days=9), "until_on": model.on}
    found = reads.uncertified(user_id=second.pk, **days, viewer=SYSTEM)
    assert f"制作现场笔录（{model.on}）" in found[road.case]
    words = "步骤、" * 400
    alert = actions.raise_alert(
        case=road.case, rule="uncertified", about="card:1", severity="red", words=words,
        by=SYSTEM, at=road.now,
    )  # fmt: skip
    alert.refresh_from_db()
    assert alert.words == words
