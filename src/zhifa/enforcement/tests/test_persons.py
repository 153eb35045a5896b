"""What a clause says apart for some kinds of party holds in the case."""

import pytest
from tests import make

from zhifa.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def test_who_is_no_unit_is_fined_as_the_clause_says_of_persons() -> None:
    """消防法 第六十条第二款: a person is fined 500 at most, a unit 5,000 and more."""
    road = make.road(matter="XF0101", party_=make.party("示范某", "natural_person", 31))
    road.content = {"kinds": ["fine"], "fine": "5000", "tier": "light"}
    with pytest.raises(Refused) as no:
        road.walk_to("concluded")
    assert "500" in str(no.value)
