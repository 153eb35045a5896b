"""That a law is repealed."""

from django import forms

from zhifa.kernel.forms import telling
from zhifa.registry.forms.shapes import Shape
from zhifa.registry.pages import label


class RepealForm(Shape):
    """From when, and by which decision."""

    from_on = forms.DateField(
        label=label("repeal_from"),
        help_text=label("repeal_from_help"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(
        label=label("repeal_reason"),
        help_text=label("repeal_reason_help"),
        max_length=200,
        validators=[telling],
    )
    late_reason = forms.CharField(
        label=label("repeal_late"),
        help_text=label("repeal_late_help"),
        max_length=200,
        validators=[telling],
        required=False,
    )
