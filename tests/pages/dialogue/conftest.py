from typing import Any

import pytest
from django.test import Client

from dialogue.models import Comment
from dialogue.services.comments import Remark, write_comment
from organisations.models import Organisation, Unit, User
from planning.models import Position
from tests import factories


@pytest.fixture
def draft(municipality: Organisation, department: Unit) -> Position:
    plan = factories.PlanFactory(organisation=municipality, unit=department, status="drafting", key="utkast")
    made: Position = factories.PositionFactory(plan=plan, key="p", statement="Bygg tätt.")
    return made


@pytest.fixture
def people(planner: User, politician: User) -> tuple[User, User]:
    """The planner, and a politician who asks."""
    return planner, politician


@pytest.fixture
def desk(planner: User) -> Client:
    """The planner's browser."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


@pytest.fixture
def say(municipality: Organisation, draft: Position) -> Any:
    """A function that writes a comment on the position."""

    def write(by: User, text: str, *mentions: User, parent: Comment | None = None) -> Comment:
        return write_comment(
            organisation=municipality, by=by, subject=draft, remark=Remark(text, mentions), parent=parent
        )

    return write
