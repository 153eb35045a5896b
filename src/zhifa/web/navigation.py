"""The bar: what a person's posts let them open. Items without permission are absent."""

from dataclasses import dataclass

from zhifa.agencies.reads import Signed


@dataclass(frozen=True, slots=True)
class Item:
    """One word of the bar."""

    name: str
    url: str
    current: bool
    icon: str = ""


# name, icon, address, the permissions of which one opens it
BAR = (
    (
        "工作台",
        "home",
        "/desk/",
        ("case:read", "disclosure:read", "alert:read", "review:read", "amendment:settle"),
    ),
    ("执法", "briefcase", "/cases/", ("case:read",)),
    ("监督", "eye-check", "/supervise/alerts/", ("alert:read", "alert:answer")),
    ("法制审核", "gavel", "/reviews/", ("review:read", "review:submit")),
    ("公示", "speakerphone", "/publish/queue/", ("disclosure:read",)),
    ("基础库", "books", "/library/laws/", ("registry:read",)),
    ("队伍", "users", "/people/", ("agency:read", "account:edit", "account:unlock")),
    ("用印", "rubber-stamp", "/seals/waiting/", ("seal:approve",)),
    ("签章", "certificate", "/seals/", ("seal:keep",)),
    ("系统", "settings", "/system/deliveries/", ("delivery:read",)),
    ("审计", "file-search", "/audit/", ("audit:read",)),
)


def _held(actor: Signed, permission: str) -> bool:
    reach = actor.reach(permission)
    return reach is None or bool(reach)


def bar(actor: Signed, path: str) -> list[Item]:
    """The words of the bar for this person, the one of `path` marked."""
    return [
        Item(name, url, path.startswith("/" + url.split("/")[1] + "/"), icon)
        for name, icon, url, permissions in BAR
        if any(_held(actor, p) for p in permissions)
    ]
