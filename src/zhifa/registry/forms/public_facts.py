"""Channels of complaint and lines of the yearly plan."""

from django import forms

from zhifa.kernel.forms import column
from zhifa.registry.forms.shapes import Shape
from zhifa.registry.models import Channel, PlannedCheck
from zhifa.registry.pages import label

DAY = "%Y-%m-%d"
MONTHS = [(n, f"{n} 月") for n in range(1, 13)]


def _named(model: type[Channel | PlannedCheck], name: str) -> str:
    return str(column(model, name).verbose_name)


def _month(name: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=_named(PlannedCheck, name), choices=MONTHS, coerce=int)


class ChannelForm(Shape):
    """Where to complain, and who takes it in."""

    kind = forms.ChoiceField(label=_named(Channel, "kind"), choices=Channel.Kind.choices)
    address = forms.CharField(label=_named(Channel, "address"), max_length=120)
    handler = forms.CharField(label=_named(Channel, "handler"), max_length=60)
    hours = forms.CharField(label=_named(Channel, "hours"), max_length=60, required=False)
    from_on = forms.DateField(label=_named(Channel, "from_on"), widget=forms.DateInput(format=DAY))


class PlanForm(Shape):
    """One line of the yearly plan."""

    year = forms.IntegerField(label=_named(PlannedCheck, "year"), min_value=2000, max_value=2100)
    matter_code = forms.CharField(
        label=_named(PlannedCheck, "matter_code"),
        help_text=label("plan_matter_help"),
        max_length=40,
    )
    objects_said = forms.CharField(label=_named(PlannedCheck, "objects_said"), max_length=120)
    share = forms.CharField(
        label=_named(PlannedCheck, "share"), help_text=label("plan_share_help"), max_length=30
    )
    times = forms.IntegerField(label=_named(PlannedCheck, "times"), min_value=1, max_value=366)
    first_month = _month("first_month")
    last_month = _month("last_month")
    from_on = forms.DateField(
        label=_named(PlannedCheck, "from_on"), widget=forms.DateInput(format=DAY)
    )


class LastDayForm(Shape):
    """The last day of something."""

    until_on = forms.DateField(label=label("last_day"), widget=forms.DateInput(format=DAY))
