"""What changed in the libraries, for anybody: a page and an Atom feed."""

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from zhifa.agencies.http import always_open
from zhifa.registry import reads
from zhifa.registry.views import asked


@always_open
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    library = asked.text(request, "library")
    library = library if library in reads.libraries() else ""
    found = reads.changes(
        library=library, before=asked.number(request, "before"), on=localdate(), viewer=None
    )
    kept = {"library": library} if library else {}
    context = {
        "rows": found.rows,
        "libraries": reads.libraries(),
        "library": library,
        "feed": reverse("registry:changes_feed") + (f"?{urlencode(kept)}" if kept else ""),
        "more": urlencode({**kept, "before": found.before}) if found.before else "",
    }
    return render(request, "registry/changes.html", context)


if TYPE_CHECKING:  # the class takes its parameters from its stubs alone
    _Feed = Feed[reads.Change, str]
else:
    _Feed = Feed


class _Atom(_Feed):
    """The newest changes as Atom (RFC 4287), whole or of one library."""

    feed_type = Atom1Feed
    language = "zh-Hans"

    def get_object(self, request: HttpRequest) -> str:
        """The library asked for; empty for all."""
        library = asked.text(request, "library")
        return library if library in reads.libraries() else ""

    def title(self, obj: str) -> str:
        """Of which library."""
        return f"基础库变动：{reads.libraries().get(obj, '全部')}"

    def link(self, obj: str) -> str:
        """The page that shows the same."""
        return reverse("registry:changes") + (f"?library={obj}" if obj else "")

    def items(self, obj: str) -> list[reads.Change]:
        """The newest page."""
        return list(reads.changes(library=obj, on=localdate(), viewer=None).rows)

    def item_title(self, item: reads.Change) -> str:
        """Of whom or what."""
        return f"{item.library_name}：{item.title}"

    def item_description(self, item: reads.Change) -> str:
        """What happened."""
        return item.summary

    def item_link(self, item: reads.Change) -> str:
        """The page that begins with it."""
        return f"{reverse('registry:changes')}?before={item.pk + 1}"

    def item_pubdate(self, item: reads.Change) -> datetime:
        """When it was written down."""
        return item.at

    item_updateddate = item_pubdate


_atom = _Atom()


@always_open
@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    return _atom(request)
