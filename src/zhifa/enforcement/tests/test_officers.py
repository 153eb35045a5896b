"""Who may be named as an officer of a case (行政处罚法 四十二)."""

from tests import make

from zhifa.enforcement.tests.roads import Stops, from_, record, refused

HALTS = ("clue", "checking")


def test_a_colleague_who_does_not_run_the_case_is_not_present(stops: Stops) -> None:
    road = from_(stops, "checking")
    colleague = make.person("sj90", "officer", road.crew.agency)
    told = record(road, officers=[road.pair[0], colleague.pk])
    assert refused(road, "officer", "record_scene", told) == {"two_present"}
