import pytest
from django.test import Client

from organisations.models import Membership, Organisation, Unit
from tests.conftest import person
from tests.pages import town as towns


@pytest.fixture
def town(municipality: Organisation, department: Unit) -> towns.Town:
    return towns.build(municipality, department)


@pytest.fixture(params=["politician", "stranger", "editor of another unit", "anonymous"])
def outsider(
    request: pytest.FixtureRequest, municipality: Organisation, other_department: Unit
) -> tuple[Client, int]:
    """The browser of somebody who may not change what is Samhällsbyggnad's, and the answer they get."""
    client = Client()
    if request.param == "anonymous":
        return client, 302
    if request.param == "editor of another unit":
        client.force_login(person(municipality, Membership.Role.EDITOR, other_department))
    else:
        client.force_login(request.getfixturevalue(request.param))
    return client, 403
