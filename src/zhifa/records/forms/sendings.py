"""Sending papers by wire."""

from zhifa.kernel.forms import Named


class ConsentForm(Named):
    """Nothing to type: everything is known, and the button says yes."""
