"""The roads that the demo walks, for tests of rooms that may not know the demo."""

from zhifa.web.demo import breaks, district, execution, telling, turns
from zhifa.web.demo.panel import discuss
from zhifa.web.demo.road import Road
from zhifa.web.demo.walk import file_paper, weighed

__all__ = [
    "Road", "breaks", "discuss", "district", "execution", "file_paper", "telling", "turns",
    "weighed",
]  # fmt: skip
