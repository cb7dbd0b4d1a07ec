"""An organisation's address never hides behind one of the product's own."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import URLResolver, get_resolver

from organisations.models import RESERVED_SLUGS
from tests.factories import OrganisationFactory


def fixed_beginnings(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """The first part of every address that begins with a word of the product's."""
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        if "/" not in address and isinstance(entry, URLResolver):
            yield from fixed_beginnings(entry, address)
        elif "<" not in (first := address.partition("/")[0]):
            yield first


def test_every_fixed_beginning_of_an_address_is_reserved() -> None:
    wanted = {*fixed_beginnings(get_resolver()), settings.STATIC_URL.strip("/").partition("/")[0]} - {""}
    assert {"api", "healthz", "konto", "om", "static"} <= wanted
    assert wanted == RESERVED_SLUGS


@pytest.mark.django_db
@pytest.mark.parametrize("word", sorted(RESERVED_SLUGS))
def test_the_database_refuses_such_an_address(word: str) -> None:
    with pytest.raises(IntegrityError, match="organisation_slug_not_reserved"):
        OrganisationFactory(key="lillby", slug=word)


@pytest.mark.django_db
def test_a_refused_address_is_named() -> None:
    organisation = OrganisationFactory.build(key="lillby", slug="konto")
    with pytest.raises(ValidationError) as caught:
        organisation.full_clean()
    assert "konto" in str(caught.value.message_dict["slug"])


@pytest.mark.django_db
def test_words_that_only_begin_alike_are_free() -> None:
    assert OrganisationFactory(key="omberg", slug="omberg").slug == "omberg"
