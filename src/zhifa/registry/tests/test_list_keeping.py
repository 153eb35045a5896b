"""Lists from files change what is past, or what others list, only by who may and with a reason."""

import io
from datetime import date, timedelta
from typing import Any

import pytest

from zhifa.agencies.tests import make as people
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.kernel.workbook import opened
from zhifa.registry import actions, reads
from zhifa.registry.models import Matter
from zhifa.registry.tests import make
from zhifa.registry.tests.test_power_lists import GOOD, plan, said, sheet, take


def test_a_known_matter_begins_in_the_past_only_with_a_reason() -> None:
    """The days between were answered by the version before: that is not done by the way."""
    take(sheet(GOOD))
    newer = ["行政检查", "J1", "改名的检查", "市场监管", "", date(2026, 2, 1)]
    found = plan(sheet(newer))
    assert "补录原因" in said(found)["F2"]
    with pytest.raises(Refused):
        actions.import_list(plan=found, agency=None, digest="", by=SYSTEM, at=make.AT)
    bare = reads.Plan(fresh=found.fresh, top=found.top)  # as if the file had not been checked
    with pytest.raises(Refused) as refused:
        actions.import_list(plan=bare, agency=None, digest="", by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"matter:backdated"}
    take(sheet(newer), late="市里 2 月 1 日的清单现在才收到")
    new = Matter.objects.latest("from_on")
    assert new.late_reason == "市里 2 月 1 日的清单现在才收到"
    assert new.entered_on == make.AT.date()
    assert Matter.objects.earliest("from_on").late_reason == ""


def test_what_stands_on_lists_of_others_is_not_one_bodys_to_change() -> None:
    mine, other = people.agency(), people.agency()
    take(sheet(GOOD), mine)
    later = ["行政检查", "J1", "改名的检查", "市场监管", "", date(2026, 5, 1)]
    keeper = make.keeper(mine)

    def asked() -> reads.Plan:
        told: dict[str, Any] = {"listed": True, "defaults": {}, "viewer": keeper}
        told["today"] = make.AT.date()
        return list(reads.plan_import(book=opened(io.BytesIO(sheet(later))), **told))[-1]

    assert not asked().rejected, "it is on no other list yet"
    actions.list_power(
        agency=other, matter_code="J1", from_on=make.AT.date(), by=SYSTEM, at=make.AT
    )
    assert other.name in said(asked())["B2"]
    bare = reads.Plan(fresh=asked().fresh, top=asked().top)
    with pytest.raises(Refused) as refused:
        actions.import_list(plan=bare, agency=mine, digest="", by=keeper, at=make.AT)
    assert refused.value.codes == {"matter:others_lists"}
    matter = Matter.objects.get()
    with pytest.raises(Refused) as refused:
        actions.end_matter(matter=matter, until_on=make.AT.date(), by=keeper, at=make.AT)
    assert refused.value.codes == {"matter:others_lists"}
    assert take(sheet(later), mine).adopted == 1, "who keeps every list may"


def test_a_list_tells_of_a_version_of_before_the_first_with_a_reason() -> None:
    take(sheet(GOOD))
    before = date(2026, 1, 1) - timedelta(days=1)
    older = [*GOOD[:2], "早先的检查", *GOOD[3:5], date(2020, 1, 1)]
    assert "补录原因" in said(plan(sheet(older)))["F2"]
    take(sheet(older), late="补录修订前的版本")
    old, new = Matter.objects.order_by("from_on")
    assert (old.name, old.until_on, new.until_on) == ("早先的检查", before, None)
    take(sheet(older), late="补录修订前的版本")
    assert Matter.objects.count() == 2, "done twice it changes nothing"
