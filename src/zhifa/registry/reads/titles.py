"""Laws by the titles under which papers call them."""

import re
from collections.abc import Mapping, Sequence

from django.db.models import F

from zhifa.registry.models import Law

TITLE = re.compile("《([^《》]+)》")


def whole_titles(*, texts: Sequence[str]) -> Mapping[str, str]:  # no viewer: laws are public
    """The whole titles of laws that texts call by their short ones, as far as the library knows."""
    named = {name for text in texts for name in TITLE.findall(text)}
    found = Law.objects.filter(short_title__in=named).exclude(title=F("short_title"))
    return dict(found.order_by("pk").values_list("short_title", "title"))


def in_whole(*, text: str, whole: Mapping[str, str]) -> str:  # no viewer: a text in hand
    """A text with whole titles in the place of short ones."""
    return TITLE.sub(lambda m: f"《{whole.get(m[1], m[1])}》", text)
