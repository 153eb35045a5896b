"""What the body's own drafting guide says, beside the field of a step that it governs."""

from django import forms
from django.utils.html import format_html

from zhifa.agencies.models import Agency
from zhifa.enforcement.rules.procedure import Move
from zhifa.records import reads as records


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
