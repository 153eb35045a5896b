"""Static files straight from node_modules, by an allow-list: nothing is vendored."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# prefix under /static/npm/ → folder in node_modules, patterns of what is served
ASSETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "bootstrap": ("bootstrap/dist/css", ("bootstrap.min.css", "bootstrap.min.css.map")),
    "htmx": ("htmx.org/dist", ("htmx.min.js", "htmx.min.js.map")),
    "signature_pad": (
        "signature_pad/dist",
        ("signature_pad.umd.min.js", "signature_pad.umd.min.js.map"),
    ),
    "tus": ("tus-js-client/dist", ("tus.min.js", "tus.min.js.map")),
}
DEPTH = 3  # npm / prefix / name


class NodeStorage(FileSystemStorage):
    """One folder of node_modules, served under npm/<prefix>/."""

    def __init__(self, prefix: str, folder: str) -> None:
        super().__init__(settings.BASE_DIR / "node_modules" / folder)
        self.prefix = f"npm/{prefix}"


class NodeFinder(BaseFinder):
    """Finds the files named in ASSETS, and nothing else."""

    def __init__(self, *_: Any, **__: Any) -> None:
        self.storages = {p: NodeStorage(p, folder) for p, (folder, _names) in ASSETS.items()}

    def check(self, **_: Any) -> list[Any]:
        """Nothing to configure."""
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """The file behind "npm/<prefix>/<name>", if it is on the list."""
        parts = path.split("/", DEPTH - 1)
        if len(parts) != DEPTH or parts[0] != "npm" or parts[1] not in ASSETS:
            return []
        storage = self.storages[parts[1]]
        if not _listed(parts[1], parts[2]) or not storage.exists(parts[2]):
            return []
        found = storage.path(parts[2])
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:  # noqa: ARG002 - Django's signature
        """Every file on the list, with its storage."""
        for prefix, storage in self.storages.items():
            names = storage.listdir("")[1] if storage.exists("") else []
            yield from ((name, storage) for name in names if _listed(prefix, name))


def _listed(prefix: str, name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in ASSETS[prefix][1])
