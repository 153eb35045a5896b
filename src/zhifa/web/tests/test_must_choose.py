"""A form does not call optional what its help demands."""

import pytest
from django.template.loader import render_to_string

from zhifa.enforcement.forms import form_for
from zhifa.enforcement.rules.procedure import Field, load
from zhifa.web.templatetags import zf


def drawn(field: Field) -> str:
    form = form_for([field], {}, initial={}, faults={})
    return render_to_string("zf/_field.html", zf.zf_field(form[field.id]))


@pytest.mark.parametrize("code", ["penalty_ordinary", "penalty_summary"])
def test_what_the_help_demands_is_not_called_optional(code: str) -> None:
    fields = [f for m in load(code).moves.values() for f in m.fields if "必选" in f.help]
    assert {f.id for f in fields} == {"instrument_paper", "gone_paper"}
    for field in fields:
        assert field.optional
        assert "选填" not in drawn(field), field.name
    for words in ("", "没有必选的项目。", "选一项；不是必选。"):
        note = Field("note", "备注", "text", optional=True, help=words)
        assert "选填" in drawn(note), words
