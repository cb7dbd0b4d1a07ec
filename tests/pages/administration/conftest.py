import pytest
from django.test import Client

from organisations.models import User


@pytest.fixture
def desk(administrator: User) -> Client:
    """The administrator's browser."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(administrator)
    return client
