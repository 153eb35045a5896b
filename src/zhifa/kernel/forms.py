"""Shape of what the machinery's pages ask."""

from django import forms


class JournalForm(forms.Form):
    """Which entries of the journal to show."""

    subject = forms.CharField(max_length=60, required=False)
    by = forms.CharField(max_length=80, required=False)
    kind = forms.CharField(max_length=80, required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    before = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    check = forms.BooleanField(required=False)
