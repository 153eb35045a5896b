"""Whatever posts a viewer holds, no read of people goes beyond them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhifa.agencies import reads
from zhifa.agencies.models import Agency, User
from zhifa.agencies.reads import Held, Signed
from zhifa.agencies.roles import roles
from zhifa.agencies.tests import make

pytestmark = pytest.mark.django_db
World = list[tuple[Agency, User]]
STRANGER = 10**9  # nobody's key: what is seen comes from posts alone
EVERYWHERE = {code for code, role in roles().items() if "agency:read" in role.everywhere}
HERE = {code for code, role in roles().items() if "agency:read" in role.may}
posts = st.lists(st.tuples(st.sampled_from(sorted(roles())), st.integers(0, 2)), max_size=4)


@pytest.fixture
def world() -> World:
    """Three bodies with an officer each."""
    found = []
    for _ in range(3):
        agency = make.agency()
        officer = make.holder("officer", agency)
        make.certificate(officer, agency)
        found.append((agency, officer))
    return found


def seen_by(viewer: Signed, agency: Agency, user: User) -> set[bool]:
    """What every read of people says about one of them."""
    day = make.DAY
    return {
        user in reads.people(viewer=viewer),
        user in reads.people(viewer=viewer, agency_id=agency.pk),
        reads.person(pk=user.pk, viewer=viewer) is not None,
        bool(reads.posts(user=user, on=day, viewer=viewer)),
        reads.post(pk=user.posts.get().pk, viewer=viewer) is not None,
        bool(reads.cards(user=user, on=day, viewer=viewer)),
        reads.card(pk=user.certificates.get().pk, viewer=viewer) is not None,
        bool(reads.officers_on(agency_id=agency.pk, on=day, area="", viewer=viewer)),
        bool(reads.holders(agency_id=agency.pk, role="officer", on=day, viewer=viewer)),
        bool(reads.rows(page=[user], on=day, viewer=viewer)[0].posts),
        agency in reads.agencies_of(viewer=viewer),
    }


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(held=posts)
def test_every_read_stays_within_the_posts(world: World, held: list[tuple[str, int]]) -> None:
    viewer = Signed(STRANGER, "", make.DAY, tuple(Held(r, world[i][0].pk, None) for r, i in held))
    everywhere = any(role in EVERYWHERE for role, _ in held)
    for index, (agency, user) in enumerate(world):
        may = everywhere or any(role in HERE and i == index for role, i in held)
        assert seen_by(viewer, agency, user) == {may}
