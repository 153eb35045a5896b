"""Whose job something is, in the words of the posts."""

from zhifa.agencies.roles import roles


def holders_named(*, permission: str) -> str:  # no viewer: roles are public
    """The posts that carry a permission, in words."""
    return "、".join(r.name for r in roles().values() if permission in r.may | r.everywhere)
