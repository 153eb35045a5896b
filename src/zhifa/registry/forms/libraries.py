"""Forms about laws, lists and bodies; whether it is right is the actions' business."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from zhifa.agencies.actions import Mandate, Reform
from zhifa.agencies.models import Agency, Delegation, Succession
from zhifa.kernel.forms import column, offer, telling
from zhifa.kernel.workbook import LARGEST_FILE
from zhifa.registry.actions import Told
from zhifa.registry.forms.shapes import Shape
from zhifa.registry.models import AmendmentTask, Law, LawVersion, Matter
from zhifa.registry.pages import label
from zhifa.registry.reads import HOWS, PLACE_UNKNOWN, matter_fields, place_of
from zhifa.registry.rules.law_places import LEVELS


class SettleForm(Shape):
    """What became of tasks of a law change, and how."""

    outcome = forms.ChoiceField(
        label=label("outcome"), choices=AmendmentTask.Outcome.choices, required=False
    )
    reason = forms.CharField(
        label=label("reason"), max_length=300, required=False, validators=[telling]
    )


CODES = re.compile(r"[\s,，、;；]+")


class MergeBodiesForm(Shape):
    """Into which body, from when, on what document, and who finishes the open cases."""

    successor = forms.ChoiceField(label=label("successor"))
    from_on = forms.DateField(label=label("reform_from"), widget=forms.DateInput(format="%Y-%m-%d"))
    document = forms.CharField(label=label("document"), max_length=50)
    casework = forms.ChoiceField(
        label=label("casework"), choices=Succession.Casework.choices, widget=forms.RadioSelect
    )
    late = forms.CharField(
        label=label("reform_late"),
        help_text=label("reform_late_help"),
        max_length=50,
        required=False,
    )

    def __init__(self, *args: Any, bodies: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "successor", [("", "请选择"), *bodies])

    def reform(self) -> Reform:
        """What is told beside the body."""
        told = self.cleaned_data
        return Reform(told["from_on"], told["document"], told["casework"], told["late"])


class TransferPowersForm(MergeBodiesForm):
    """Which matters go over."""

    matter_codes = forms.CharField(
        label=label("matter_codes"),
        help_text=label("matter_codes_help"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("successor", "matter_codes")

    def codes(self) -> list[str]:
        """The codes typed, in their order."""
        return CODES.split(self.cleaned_data["matter_codes"].strip())


class MandateForm(Shape):
    """A mandate: to whom, over what, with what powers, until when."""

    delegate = forms.ChoiceField(label=column(Delegation, "delegate").verbose_name)
    number = forms.CharField(label=column(Delegation, "number").verbose_name, max_length=60)
    matter_codes = forms.CharField(
        label=column(Delegation, "matter_codes").verbose_name,
        help_text=label("mandate_codes_help"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    powers = forms.CharField(
        label=column(Delegation, "powers").verbose_name,
        help_text=label("mandate_powers_help"),
        max_length=200,
    )
    from_on = forms.DateField(
        label=column(Delegation, "from_on").verbose_name,
        widget=forms.DateInput(format="%Y-%m-%d"),
    )
    until_on = forms.DateField(
        label=column(Delegation, "until_on").verbose_name,
        widget=forms.DateInput(format="%Y-%m-%d"),
    )
    published_on = forms.DateField(
        label=column(Delegation, "published_on").verbose_name,
        widget=forms.DateInput(format="%Y-%m-%d"),
        required=False,
    )

    def __init__(self, *args: Any, bodies: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "delegate", [("", "请选择"), *bodies])

    def mandate(self) -> Mandate:
        """What the letter says."""
        told = {k: v for k, v in self.cleaned_data.items() if k != "delegate"}
        codes = CODES.split(told.pop("matter_codes").strip())
        return Mandate(matter_codes=codes, **told)


class AuthorityForm(Shape):
    """Which day, body, matter and place is asked about."""

    on = forms.DateField(
        label=label("on"), widget=forms.DateInput(format="%Y-%m-%d"), required=False
    )
    agency = forms.ChoiceField(label=label("agency"), required=False)
    matter = forms.CharField(label=label("matter"), max_length=40, required=False)
    area = forms.CharField(label=label("area"), max_length=40, required=False)
    person = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", [("", "请选择"), *bodies])

    def clean_area(self) -> str:
        """The code of the place, told by code or name."""
        said: str = self.cleaned_data["area"].strip()
        code = place_of(said=said) if said else ""
        if code is None:
            raise forms.ValidationError(PLACE_UNKNOWN)
        return code


class ListForm(Shape):
    """A power list from a file."""

    file = forms.FileField(label=label("list_file"), help_text=label("list_file_help"))
    agency = forms.ChoiceField(label=label("list_agency"), required=False)
    from_on = forms.DateField(
        label=label("list_from_on"),
        help_text=label("list_from_on_help"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d"),
    )
    field = forms.ChoiceField(
        label=label("list_field"), help_text=label("list_field_help"), required=False
    )
    late_reason = forms.CharField(
        label=label("list_late"),
        help_text=label("list_late_help"),
        required=False,
        max_length=200,
        validators=[telling],
    )

    def __init__(self, *args: Any, bodies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {body.code: body for body in bodies}
        named = [(body.code, body.name) for body in bodies]
        offer(self, "agency", [("", label("list_library")), *named])
        fields = [(code, row["title"]) for code, row in matter_fields().items()]
        offer(self, "field", [("", label("list_no_field")), *fields])

    @property
    def content(self) -> bytes:
        """The bytes of the file, one more than may be at most."""
        file = self.cleaned_data["file"]
        file.seek(0)
        return bytes(file.read(LARGEST_FILE + 1))

    @property
    def body(self) -> Agency | None:
        """Whose list it is; None for the library."""
        return self.bodies.get(self.cleaned_data["agency"])


class ForeignListForm(Shape):
    """Another district's list, and which of ours it is held against. how, after: what to show."""

    file = forms.FileField(label=label("foreign_file"), help_text=label("foreign_file_help"))
    agency = forms.ChoiceField(label=label("foreign_agency"), required=False)
    on = forms.DateField(
        label=label("foreign_on"), required=False, widget=forms.DateInput(format="%Y-%m-%d")
    )
    kind = forms.ChoiceField(
        label=label("foreign_kind"), help_text=label("foreign_kind_help"), required=False
    )
    how = forms.ChoiceField(label=label("foreign_how"), required=False)
    after = forms.CharField(
        label=label("foreign_after"),
        help_text=label("foreign_after_help"),
        required=False,
        max_length=40,
    )

    def __init__(self, *args: Any, bodies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {body.code: body for body in bodies}
        named = [(body.code, body.name) for body in self.bodies.values()]
        offer(self, "agency", [("", label("foreign_library")), *named])
        offer(self, "kind", [("", label("foreign_no_kind")), *Matter.Kind.choices])
        hows = [(how, label(f"foreign_{how}")) for how in HOWS]
        offer(self, "how", [("", label("foreign_every")), *hows])

    @property
    def content(self) -> bytes:
        """The bytes of the file, one more than may be at most."""
        file = self.cleaned_data["file"]
        file.seek(0)
        return bytes(file.read(LARGEST_FILE + 1))

    @property
    def body(self) -> Agency | None:
        """Whose list of ours; None for the library."""
        return self.bodies.get(self.cleaned_data["agency"])


class LawFileForm(Shape):
    """A statute's file, and what it may not tell itself."""

    file = forms.FileField(label=label("law_file"), help_text=label("law_file_help"))
    in_force_from = forms.DateField(
        label=label("law_force"), help_text=label("law_force_help"), required=False
    )
    level = forms.ChoiceField(
        label=column(Law, "level").verbose_name,
        help_text=label("law_level_help"),
        choices=[("", label("law_level_by_title")), *((level, level) for level in LEVELS)],
        required=False,
    )
    body = forms.CharField(
        label=column(Law, "issuing_body").verbose_name,
        max_length=200,
        required=False,
    )
    number = forms.CharField(
        label=column(LawVersion, "number").verbose_name,
        max_length=200,
        required=False,
    )
    late_reason = forms.CharField(
        label=column(LawVersion, "late_reason").verbose_name,
        help_text=label("law_late_help"),
        validators=[telling],
        max_length=200,
        required=False,
    )
    reason = forms.CharField(
        label=column(LawVersion, "corrected").verbose_name,
        help_text=label("law_reason_help"),
        validators=[telling],
        max_length=300,
        required=False,
    )

    def told(self) -> Told:
        """What was said of the file."""
        said = self.cleaned_data
        return Told(
            level=said["level"],
            body=said["body"],
            number=said["number"],
            in_force_from=said["in_force_from"],
            late=said["late_reason"],
        )
