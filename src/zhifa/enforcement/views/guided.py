"""What a field of a step says beside itself: the body's own guide, and where its papers come from.

Neither says whether the step is lawful.
"""

from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from zhifa.agencies.http import SignedRequest
from zhifa.agencies.models import Agency
from zhifa.enforcement.forms import Unstocked
from zhifa.enforcement.models import Case
from zhifa.enforcement.rules.procedure import Move
from zhifa.kernel.access import may
from zhifa.records import reads as records


def beside(
    form: forms.Form, move: Move, *, agency: Agency, case: Case | None, request: SignedRequest
) -> None:
    """Both, at the fields of a step's form."""
    guided(form, agency=agency, move=move)
    to_upload(form, case=case, request=request)


def guided(form: forms.Form, *, agency: Agency, move: Move) -> None:
    """Add the words of the guides in force to the help of the fields they speak of."""
    notes = records.guide_notes(agency_id=agency.pk, move=move.id, documents=tuple(move.documents))
    for name, words in notes.items():
        field = form.fields.get(name)
        if field is not None:
            field.help_text = format_html(
                '{}{}<span class="zf-b">制作指引</span>：{}',
                field.help_text,
                format_html("<br>") if field.help_text else "",
                words,
            )


def to_upload(form: forms.Form, *, case: Case | None, request: SignedRequest) -> None:
    """Where a dossier holds no recording to choose: the way to upload one, and back.

    A sealed dossier takes nothing in; its form is answered without.
    """
    if case is None or case.dossier.sealed_at is not None:
        return
    way = {"words": "案卷里还没有可选的材料，由承办人员先到案卷上传。"}
    if may(request.actor, "record:file", case.agency_id):
        there = reverse("records:add_recording", args=[case.dossier_id])
        back = urlencode({"next": request.path})
        way = {"words": "案卷里还没有可选的材料，先到案卷上传", "url": f"{there}?{back}"}
    for field in form.fields.values():
        if isinstance(field.widget, Unstocked):
            field.widget.way = way
