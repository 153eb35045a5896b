"""The eight points 审核要点 of a file, computed from its facts (方案二（三）3)."""

from zhifa.review.rules.course import course
from zhifa.review.rules.evidence import evidence
from zhifa.review.rules.file import File
from zhifa.review.rules.finding import Point
from zhifa.review.rules.law import crime, law
from zhifa.review.rules.papers import papers
from zhifa.review.rules.people import body, officers, powers


def points(file: File) -> tuple[Point, ...]:
    """All eight, in the order of the plan."""
    checks = (body, officers, course, evidence, law, powers, papers, crime)
    return tuple(check(file) for check in checks)
