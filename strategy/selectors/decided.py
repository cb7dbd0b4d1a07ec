"""Which parts of adopted strategies say what the council has decided: those that everybody is shown.

What is written into an adopted strategy afterwards is a draft of a change until the council has decided on
it too (PBL 3 kap. 23 §): members work on it, everybody else reads what was decided.
"""

from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, JSONField, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Coalesce, JSONObject

from strategy.models import KeptContents, PlanningStrategy

T = TypeVar("T", bound=Model)
ADOPTED = PlanningStrategy.Status.ADOPTED


def decided(rows: QuerySet[T], part: str, *sorts: tuple[Q, dict[str, Any]], of: str = "strategy") -> Any:
    """The rows of adopted strategies of which the latest decision says the same; all if nothing is kept.

    `part` is where the kept contents have such rows, with dots; of each sort of them (all: `Q()`) it is said
    by what name they have what a row says. `of` leads from a row to its strategy. Names of units and plans
    are those of the day of the decision: who prepares something is left out, so that a unit that is renamed
    hides nothing.
    """
    latest = KeptContents.objects.filter(strategy=OuterRef(of)).order_by(
        F("change__decided_on").desc(nulls_last=True), "-pk"
    )
    kept: Any = Subquery(latest.values("content")[:1])
    for name in part.split("."):
        kept = KeyTransform(name, kept)
    same = Q(kept_rows__isnull=True)
    for sort, said in sorts:
        same |= sort & Q(kept_rows__contains=_as_kept(said))
    return rows.filter(**{f"{of}__status": ADOPTED}).alias(kept_rows=kept).filter(same)


def text(field: str) -> Coalesce:
    """A text as contents keep it: nothing is an empty one."""
    return Coalesce(field, Value(""))


def ids_of(rows: QuerySet[Any], field: str) -> Func:
    """The things that rows of a relation name, as contents keep them."""
    named = ArraySubquery(rows.order_by().values(named=JSONObject(pk=field)))
    return Func(named, function="to_jsonb", output_field=JSONField())


def _as_kept(said: dict[str, Any]) -> Func:
    return Func(JSONObject(**said), function="jsonb_build_array", output_field=JSONField())
