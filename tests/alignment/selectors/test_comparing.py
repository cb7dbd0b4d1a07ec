"""Two reports beside each other: what differs is found, however and whenever they were kept."""

import zlib
from typing import Any

import orjson
import pgtrigger
import pytest
from django.contrib.auth.models import AnonymousUser

from alignment.models import AlignmentReport, ReportContent
from alignment.selectors.comparing import compared
from alignment.selectors.latest import Reader
from alignment.selectors.reports import numbered_report, scores_asked
from alignment.services.recomputing import recompute_report
from alignment.store.contents import document_of, freeze, thaw
from core.asking import answered
from organisations.models import Organisation
from tests.alignment.small import contribution_of, load_municipalities

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


@pytest.fixture
def organisation() -> Organisation:
    """With two reports: a contribution has become stronger between them."""
    organisation = load_municipalities()[0]
    recompute_report(organisation_id=organisation.pk)
    contribution = contribution_of(organisation)
    contribution.strength = 1 if contribution.strength > 1 else 3
    contribution.save()
    Organisation.objects.filter(pk=organisation.pk).update(revision=organisation.revision + 1)
    recompute_report(organisation_id=organisation.pk)
    organisation.refresh_from_db()
    return organisation


def content_of(number: int) -> ReportContent:
    return AlignmentReport.objects.get(number=number).public


def document_of_report(number: int) -> dict[str, Any]:
    content = content_of(number)
    return document_of(thaw(content.body, content.matrix))


def keep_as_before(number: int) -> None:
    """As contents were kept before they were divided."""
    body = zlib.compress(orjson.dumps(document_of_report(number)))
    with pgtrigger.ignore("alignment.ReportContent:frozen"):
        ReportContent.objects.filter(pk=content_of(number).pk).update(body=body, matrix=None, scores=None)


def keep(document: dict[str, Any], number: int) -> None:
    """Another report of that number, which says that to everybody."""
    content = freeze(document)
    report = AlignmentReport.objects.get(number=1)
    made = ReportContent.objects.create(sha256=content.sha256, **content.columns())
    report.pk, report.number, report.internal, report.public = None, number, made, made
    report.save(force_insert=True)


@pytest.mark.parametrize("numbers", [(1,), (2,), (1, 2)])
def test_reports_kept_before_and_after_contents_were_divided_are_compared(
    organisation: Organisation, numbers: tuple[int, ...]
) -> None:
    expected = compared(organisation, (1, 2), ANYBODY)
    scores = answered(scores_asked(Reader(organisation, is_member=False), 1))
    whole = [numbered_report(organisation, number, ANYBODY) for number in (1, 2)]
    for number in numbers:
        keep_as_before(number)

    found = compared(organisation, (1, 2), ANYBODY)

    assert expected
    assert found
    assert expected.difference.goals
    assert found.difference == expected.difference
    assert answered(scores_asked(Reader(organisation, is_member=False), 1)) == scores
    for before, number in zip(whole, (1, 2), strict=True):
        after = numbered_report(organisation, number, ANYBODY)
        assert before
        assert after
        assert after.json() == before.json()


def test_what_differs_in_the_matrix_alone_is_a_difference_too(organisation: Organisation) -> None:
    document = document_of_report(2)
    plan, cells = next(iter(document["matrix"].items()))
    goal, cell = next(iter(cells.items()))
    cell["net"] += 1
    keep(document, 3)

    found = compared(organisation, (2, 3), ANYBODY)

    assert found
    [only] = found.difference.cells
    assert (only.plan, only.goal, only.net.after) == (plan, goal, cell["net"])
    assert not found.difference.goals


def test_reports_of_which_only_what_is_not_compared_differs_say_the_same(organisation: Organisation) -> None:
    document = document_of_report(2)
    next(iter(document["plans"].values()))["measures"] += 1
    keep(document, 3)

    found = compared(organisation, (2, 3), ANYBODY)

    assert found
    assert not found.difference
