import pytest

from organisations.models import Organisation, Unit
from tests.pages import town as towns


@pytest.fixture
def town(municipality: Organisation, department: Unit) -> towns.Town:
    return towns.build(municipality, department)
