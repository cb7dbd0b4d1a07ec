"""The form of the models: direction, names, history, factories."""

import inspect

import pghistory
import pytest
from django.apps import apps
from django.db import models

from core.models import Record
from tests import factories

pytestmark = pytest.mark.house

ORDER = [
    "core",
    "organisations",
    "dialogue",
    "goals",
    "planning",
    "alignment",
    "strategy",
    "interchange",
    "pages",
]
OURS = [model for model in apps.get_models() if model._meta.app_label in ORDER]
HISTORIES = {model for model in OURS if issubclass(model, pghistory.models.Event)}
DOMAIN = [model for model in OURS if model not in HISTORIES]
EDITABLE = [model for model in DOMAIN if issubclass(model, Record)]
# Rows that belong to one person, or that the product itself writes: no history.
WITHOUT_HISTORY = {
    "User",
    "ApiToken",
    "KeptAnswer",
    "Change",
    "Notification",
    "Feedback",
    "Subscription",
    "Letter",
    "Webhook",
    "Delivery",
    "SavedView",
    "KeptContents",
    "ReportContent",
    "AlignmentReport",
    "ReportState",
    "GoalAlignment",
    "PlanAlignment",
    "MatrixCell",
    "Finding",
    "ImportRun",
    "IndicatorImport",
    "PackageImport",
}


def level(model: type[models.Model]) -> int:
    label = model._meta.app_label
    return ORDER.index(label) if label in ORDER else -1


def name(model: type[models.Model]) -> str:
    return model.__name__


@pytest.mark.parametrize("model", DOMAIN, ids=name)
def test_foreign_keys_point_down_the_house(model: type[models.Model]) -> None:
    related = [
        field.related_model for field in model._meta.get_fields() if field.is_relation and field.concrete
    ]

    upwards = [
        other for other in related if other and not isinstance(other, str) and level(other) > level(model)
    ]

    people = {apps.get_model("organisations.User")}  # every record names who touched it
    assert set(upwards) <= people


@pytest.mark.parametrize("model", DOMAIN, ids=name)
def test_has_a_docstring_in_the_words_of_the_field(model: type[models.Model]) -> None:
    text = inspect.getdoc(model) or ""

    assert len(text) > 20
    assert not text.startswith(f"{model.__name__}(")


@pytest.mark.parametrize("model", DOMAIN, ids=name)
def test_names_its_constraints(model: type[models.Model]) -> None:
    assert not model._meta.unique_together
    assert all(constraint.name for constraint in model._meta.constraints)


@pytest.mark.parametrize("model", DOMAIN, ids=name)
def test_overrides_neither_save_nor_delete(model: type[models.Model]) -> None:
    own = [method for method in ("save", "delete") if method in vars(model)]

    assert own == []


@pytest.mark.parametrize("model", DOMAIN, ids=name)
def test_keeps_a_history(model: type[models.Model]) -> None:
    tracked = {history.pgh_tracked_model for history in HISTORIES}

    assert (model in tracked) != (model.__name__ in WITHOUT_HISTORY)


@pytest.mark.parametrize("model", EDITABLE, ids=name)
def test_what_people_edit_has_a_factory(model: type[models.Model]) -> None:
    made = {
        made_by._meta.model
        for _, made_by in inspect.getmembers(factories, inspect.isclass)
        if hasattr(made_by, "_meta")
    }

    assert model in made
