"""The party is told in writing that the inquiry rests, and that it goes on."""

from zhifa.web.demo.road import Road


def tell_suspension(road: Road) -> None:
    """Tell the party in writing that the inquiry rests."""
    road.do("officer", "write_suspension")
    road.serve("tell_suspension")


def tell_resumption(road: Road) -> None:
    """Tell the party in writing that it goes on."""
    road.do("officer", "write_resumption")
    road.serve("tell_resumption")
