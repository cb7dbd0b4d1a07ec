"""Every factory makes something valid."""

import inspect

import pytest
from factory.django import DjangoModelFactory

from tests import factories

FACTORIES = [
    member
    for _, member in inspect.getmembers(factories, inspect.isclass)
    if issubclass(member, DjangoModelFactory) and not member._meta.abstract
]


@pytest.mark.parametrize("made_by", FACTORIES, ids=lambda made_by: made_by.__name__)
def test_makes_a_valid_record(made_by: type[DjangoModelFactory], db: None, tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path

    record = made_by()

    assert type(record).objects.filter(pk=record.pk).exists()
