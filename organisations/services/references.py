"""What refers to a record, so that nothing goes that others build upon."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from core.errors import InUse, Problem

#: What rows of a table are called when they are counted; the tables of apps above by their labels.
WORDS: Mapping[str, Any] = {
    "organisations.unit": ngettext_lazy("%(n)d unit below it", "%(n)d units below it", "n"),
    "organisations.membershipunit": ngettext_lazy("%(n)d person", "%(n)d people", "n"),
    "goals.goal": ngettext_lazy("%(n)d goal", "%(n)d goals", "n"),
    "goals.goallink": ngettext_lazy("%(n)d link between goals", "%(n)d links between goals", "n"),
    "goals.frameworkadoption": ngettext_lazy("%(n)d adoption", "%(n)d adoptions", "n"),
    "goals.adoptionexclusion": ngettext_lazy("%(n)d exclusion", "%(n)d exclusions", "n"),
    "goals.evidencegoal": ngettext_lazy("%(n)d piece of evidence", "%(n)d pieces of evidence", "n"),
    "goals.target": ngettext_lazy("%(n)d target", "%(n)d targets", "n"),
    "goals.observation": ngettext_lazy("%(n)d value", "%(n)d values", "n"),
    "planning.plan": ngettext_lazy("%(n)d plan", "%(n)d plans", "n"),
    "planning.position": ngettext_lazy("%(n)d position", "%(n)d positions", "n"),
    "planning.measure": ngettext_lazy("%(n)d measure", "%(n)d measures", "n"),
    "planning.measurepartner": ngettext_lazy(
        "%(n)d measure as a partner", "%(n)d measures as a partner", "n"
    ),
    "planning.contribution": ngettext_lazy("%(n)d contribution", "%(n)d contributions", "n"),
    "planning.commission": ngettext_lazy("%(n)d assignment", "%(n)d assignments", "n"),
    "planning.conflict": ngettext_lazy("%(n)d conflict", "%(n)d conflicts", "n"),
    "strategy.changedcondition": ngettext_lazy("%(n)d changed condition", "%(n)d changed conditions", "n"),
    "strategy.changedconditiongoal": ngettext_lazy(
        "%(n)d changed condition", "%(n)d changed conditions", "n"
    ),
    "strategy.changedconditionplan": ngettext_lazy(
        "%(n)d changed condition", "%(n)d changed conditions", "n"
    ),
    "strategy.requirementverdict": ngettext_lazy(
        "%(n)d verdict on the comprehensive plan", "%(n)d verdicts on the comprehensive plan", "n"
    ),
    "strategy.scenario": ngettext_lazy("%(n)d scenario", "%(n)d scenarios", "n"),
    "strategy.robustness": ngettext_lazy(
        "%(n)d verdict under a scenario", "%(n)d verdicts under a scenario", "n"
    ),
    "strategy.populationfigure": ngettext_lazy(
        "%(n)d number of inhabitants", "%(n)d numbers of inhabitants", "n"
    ),
    "strategy.capacity": ngettext_lazy("%(n)d capacity", "%(n)d capacities", "n"),
    "strategy.situationreport": ngettext_lazy("%(n)d situation report", "%(n)d situation reports", "n"),
    "strategy.cooperation": ngettext_lazy(
        "%(n)d dependency between units", "%(n)d dependencies between units", "n"
    ),
    "strategy.planneed": ngettext_lazy("%(n)d stance on a plan", "%(n)d stances on plans", "n"),
    "strategy.planningstrategy": ngettext_lazy("%(n)d planning strategy", "%(n)d planning strategies", "n"),
}


def references(record: Model) -> dict[str, int]:
    """How many rows of each table of `WORDS` refer to the record; tables without any are left out."""
    found: dict[str, int] = {}
    for relation in record._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and relation.one_to_many and relation.related_model):
            continue
        related: Any = relation.related_model
        label = related._meta.label_lower
        if label in WORDS:
            number = related._base_manager.filter(**{relation.field.name: record.pk}).count()  # type: ignore[union-attr]  # a foreign key's other end has it
            if number:
                found[label] = found.get(label, 0) + number
    return found


def check_unused(record: Model) -> None:
    """Raises `InUse`, which names what and how many refer to the record."""
    found = references(record)
    if not found:
        return
    texts = [str(WORDS[label] % {"n": number}) for label, number in sorted(found.items())]
    raise InUse(
        _("“%(thing)s” cannot be removed, because it is in use: %(uses)s.")
        % {"thing": record, "uses": ", ".join(texts)},
        code="in_use",
        problems=[
            Problem("", label, text) for (label, _n), text in zip(sorted(found.items()), texts, strict=True)
        ],
    )
