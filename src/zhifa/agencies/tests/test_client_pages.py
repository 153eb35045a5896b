"""A head who confirms a client is told what for and by whom; once decided, nothing is to press."""

import pytest
from django.test import Client

from zhifa.agencies import actions
from zhifa.agencies.models import Agency
from zhifa.agencies.tests import make
from zhifa.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def head(home: Agency) -> Client:
    user = make.holder("agency_head", home)
    make.with_phone(user)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def test_what_for_and_by_whom_is_told_before_it_is_confirmed() -> None:
    home = make.agency()
    keys, client = make.asked_client(home), head(home)
    address = f"/people/clients/{keys.user.pk}/confirm/"
    page = client.get(address).content.decode()
    assert make.WHY in page
    assert "登记人" in page
    assert 'type="submit"' in page[page.index("<main") :]
    listed = client.get("/people/clients/").content.decode()
    assert make.WHY in listed
    assert client.post(address).status_code == 302
    for deed in ("confirm", "refuse"):
        again = client.get(f"/people/clients/{keys.user.pk}/{deed}/").content.decode()
        main = again[again.index("<main") : again.index("</main>")]
        assert "已经确认" in main
        assert 'type="submit"' not in main
    assert client.post(address).status_code == 409


def test_nobody_registers_without_saying_what_for() -> None:
    with pytest.raises(Refused) as no:
        actions.register_client(
            name="某平台",
            agency=make.agency(),
            roles=["officer"],
            purpose=" ",
            by=make.actor("security_admin"),
            at=make.now(),
        )
    assert no.value.codes == {"no_purpose"}
