"""Changed conditions: which ones a person is shown, and what the report offers to take over."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet

from alignment.selectors.latest import Reader, TargetLine, rows_off_track, targets_off_track
from core.asking import Asking, ask
from dialogue.providers import Kind
from goals.models import Indicator
from organisations.models import Organisation
from strategy.models import ChangedCondition, ChangedConditionGoal, ChangedConditionPlan
from strategy.selectors.decided import decided, ids_of, text


@dataclass(frozen=True, slots=True)
class OffTrack:
    """An indicator that is not on the way to its targets: these, each with the goal that it belongs to."""

    indicator: Indicator
    targets: tuple[tuple[int, TargetLine], ...]

    @property
    def goal_ids(self) -> list[int]:
        """The goals that it measures, in order."""
        return sorted({goal for goal, _target in self.targets})


def conditions_shown(organisation: Organisation, *, to_member: bool) -> QuerySet[ChangedCondition]:
    """The changed conditions of the strategies: members see all, everybody else those that are decided."""
    own: QuerySet[ChangedCondition] = ChangedCondition.objects.filter(strategy__organisation=organisation)
    if to_member:
        return own
    of_row = {"condition": OuterRef("pk")}
    said = {
        **{name: F(name) for name in ("key", "title")},
        **{name: text(name) for name in ("effect", "source")},
        "goals": ids_of(ChangedConditionGoal.objects.filter(**of_row), "goal_id"),
        "plans": ids_of(ChangedConditionPlan.objects.filter(**of_row), "plan_id"),
    }
    shown: QuerySet[ChangedCondition] = decided(own, "conditions", (Q(), said))
    return shown


def conditions_talked_about(organisation: Organisation) -> QuerySet[ChangedCondition]:
    """The changed conditions of the organisation's strategies, drafts too."""
    return conditions_shown(organisation, to_member=True).select_related("strategy")


def off_track_asked(reader: Reader) -> Asking[list[OffTrack]]:
    """The indicators that the latest report finds off their track, by title. Asked for in two steps."""
    found: dict[str, list[tuple[int, TargetLine]]] = defaultdict(list)
    rows = yield from ask(rows_off_track(reader))
    for goal, target in targets_off_track(rows):
        found[target.indicator].append((goal, target))
    owners, keys = zip(*(name.split(":", 1) for name in found), strict=True) if found else ((), ())
    named = Indicator.objects.filter(organisation__key__in=set(owners), key__in=set(keys))
    indicators = yield from ask(named.select_related("organisation").order_by("title", "pk"))
    return [
        OffTrack(each, tuple(found[name]))
        for each in indicators
        if (name := f"{each.organisation.key}:{each.key}") in found
    ]


KINDS = (Kind("condition", ChangedCondition, conditions_talked_about, lambda condition: condition.unit_id),)
