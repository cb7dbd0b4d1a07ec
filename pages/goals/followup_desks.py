"""The desks of follow-up: indicators, their values year by year, and the targets of a goal."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.templatetags.ui import number
from goals.models import Goal, Indicator, Observation, Target
from goals.policies import can_keep_indicator, can_make_indicators, can_state_of_goal
from goals.services.indicators import (
    IndicatorContent,
    change_indicator,
    create_indicator,
    remove_indicator,
)
from goals.services.observations import (
    ObservationContent,
    change_observation,
    record_observation,
    remove_observation,
)
from goals.services.targets import TargetContent, change_target, create_target, remove_target
from organisations.models import User
from pages.editing import Desk, Row, Words
from pages.goals.followup_forms import IndicatorForm, ObservationForm, TargetForm, plain
from pages.guards import Viewer
from pages.things import goal_thing

BANDS = ("desired", "accepted")


class IndicatorDesk(Desk[Indicator]):
    """The organisation's own indicators."""

    namespace = "goals"
    kind = "indicator"
    form_class = IndicatorForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {
        "indicator_key_unique": "title",
        "indicator_stages_are_named": "stages",
    }
    words = Words(
        title=gettext_lazy("Indicators"),
        lead=gettext_lazy("What the organisation measures itself, with the values year by year."),
        create=gettext_lazy("New indicator"),
        created=gettext_lazy("The indicator is made."),
        saved=gettext_lazy("The indicator is saved."),
        remove=gettext_lazy("Remove the indicator"),
        removed=gettext_lazy("Removed:"),
        nothing=gettext_lazy("There are no indicators"),
        next_step=gettext_lazy("Make one, set a target with it for a goal, and enter its values."),
    )

    def found(self, text: str) -> Any:
        return self.things().filter(title__icontains=text)

    def things(self) -> QuerySet[Indicator]:
        own = Indicator.objects.filter(organisation=self.viewer.organisation)
        counted = own.annotate(value_count=Count("observations", distinct=True))
        return counted.prefetch_related("targets__goal").order_by("title", "pk")

    def belongs(self) -> dict[str, Any]:
        return {"organisation": self.viewer.organisation}

    def rows(self, things: Sequence[Indicator]) -> list[Row]:
        counts = {thing.pk: int(getattr(thing, "value_count", 0)) for thing in things}
        slug = self.viewer.organisation.slug
        return [
            Row(
                f"indicator-{each.pk}",
                each.title,
                facts=(
                    *([each.unit] if each.unit else []),
                    *([each.get_direction_display()] if each.direction else []),
                    *([each.source_name] if each.external_id else []),
                    ngettext("%(n)d value", "%(n)d values", counts[each.pk]) % {"n": counts[each.pk]},
                ),
                language=self.viewer.organisation.language,
                inside_url=reverse("goals:observation_list", args=[slug, each.pk]),
            )
            for each in things
        ]

    def values(self, thing: Indicator) -> dict[str, Any]:
        plain_values = {name: getattr(thing, name) for name in IndicatorForm.merged_fields}
        return plain_values | {"stages": "\n".join(thing.stages)}

    def content(self, values: dict[str, Any]) -> IndicatorContent:
        """What the form says of the indicator."""
        return IndicatorContent(**values_of(values, IndicatorForm) | {"stages": stages_of(values)})

    def create(self, by: User, values: dict[str, Any]) -> Indicator:
        return create_indicator(organisation=self.viewer.organisation, by=by, content=self.content(values))

    def change(self, by: User, thing: Indicator, expected_version: int, values: dict[str, Any]) -> Indicator:
        return change_indicator(
            organisation=self.viewer.organisation,
            by=by,
            indicator=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: Indicator, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_indicator(
            organisation=self.viewer.organisation, by=by, indicator=thing, expected_version=expected_version
        )

    def can_change(self, thing: Indicator | None) -> bool:
        standing = self.viewer.standing
        if thing is None:
            return can_make_indicators(standing)
        return can_keep_indicator(standing, self.viewer.organisation, thing)

    def trail(self) -> list[str]:
        return [_("Goals"), reverse("goals:goal_list", args=[self.viewer.organisation.slug])]


class ObservationDesk(Desk[Observation]):
    """The values of an own indicator, the latest year first."""

    namespace = "goals"
    kind = "observation"
    form_class = ObservationForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {"observation_once": "year"}

    def __init__(self, viewer: Viewer, indicator: Indicator) -> None:
        super().__init__(viewer)
        self.indicator = indicator
        self.may_keep = can_keep_indicator(viewer.standing, viewer.organisation, indicator)

    @property
    def words(self) -> Words:  # type: ignore[override]  # the title is the indicator's
        """What the desk says."""
        return Words(
            title=self.indicator.title,
            lead=_("The indicator's values, year by year. The report is reckoned anew when one changes."),
            create=_("New value"),
            created=_("The value is recorded."),
            saved=_("The value is saved."),
            remove=_("Remove the value"),
            removed=_("Removed:"),
            nothing=_("There are no values"),
            next_step=_("Record the latest year first."),
        )

    def found(self, text: str) -> Any:
        found = self.things()
        return (
            found.filter(Q(year=int(text)) if text.isdecimal() and len(text) < 5 else Q(note__icontains=text))
            if text
            else found
        )

    def things(self) -> QuerySet[Observation]:
        own = Observation.objects.filter(recorded_by=self.viewer.organisation, indicator=self.indicator)
        here = own.filter(organisation=self.viewer.organisation, gender=Observation.Gender.TOTAL)
        return here.select_related("indicator").order_by("-year", "kind", "pk")

    def belongs(self) -> dict[str, Any]:
        own = {"recorded_by": self.viewer.organisation, "organisation": self.viewer.organisation}
        return own | {"indicator": self.indicator, "gender": Observation.Gender.TOTAL}

    def rows(self, things: Sequence[Observation]) -> list[Row]:
        return [
            Row(
                f"observation-{each.pk}",
                f"{each.year}: {value_text(self.indicator, each.value)}",
                facts=tuple(text for text in (each.get_kind_display(), each.source, each.note) if text),
            )
            for each in things
        ]

    def values(self, thing: Observation) -> dict[str, Any]:
        stored = {name: getattr(thing, name) for name in ObservationForm.merged_fields}
        return stored | {"value": plain(thing.value)}

    def content(self, values: dict[str, Any]) -> ObservationContent:
        """What the form says of the year."""
        return ObservationContent(**values_of(values, ObservationForm) | {"note": values["note"] or None})

    def create(self, by: User, values: dict[str, Any]) -> Observation:
        return record_observation(
            organisation=self.viewer.organisation,
            by=by,
            indicator=self.indicator,
            content=self.content(values),
        )

    def change(
        self, by: User, thing: Observation, expected_version: int, values: dict[str, Any]
    ) -> Observation:
        return change_observation(
            organisation=self.viewer.organisation,
            by=by,
            observation=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: Observation, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_observation(
            organisation=self.viewer.organisation,
            by=by,
            observation=thing,
            expected_version=expected_version,
        )

    def can_change(self, thing: Observation | None) -> bool:
        return self.may_keep

    def preview_address(self, thing: Observation | None) -> str:
        return drawn_at(self.address("preview_detail"), thing)

    def place(self) -> list[Any]:
        return [self.indicator.pk]

    def trail(self) -> list[str]:
        slug = self.viewer.organisation.slug
        indicators = reverse("goals:indicator_list", args=[slug])
        return [_("Goals"), reverse("goals:goal_list", args=[slug]), _("Indicators"), indicators]


class TargetDesk(Desk[Target]):
    """The targets that the organisation sets for a goal of its own, or for one that it follows."""

    namespace = "goals"
    kind = "target"
    form_class = TargetForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {
        "target_has_value_or_band": "value",
        "target_baseline_before_year": "baseline_year",
        "target_key_unique": "year",
    }

    def __init__(self, viewer: Viewer, goal: Goal) -> None:
        super().__init__(viewer)
        self.goal = goal

    @property
    def words(self) -> Words:  # type: ignore[override]  # the lead names the goal
        """What the desk says."""
        return Words(
            title=_("Targets"),
            lead=str(self.goal),
            create=_("New target"),
            created=_("The target is set."),
            saved=_("The target is saved."),
            remove=_("Remove the target"),
            removed=_("Removed:"),
            nothing=_("The goal has no target"),
            next_step=_(
                "Without a target nobody can say whether it works. Choose an indicator, a year and a value."
            ),
        )

    def found(self, text: str) -> Any:
        return self.things().filter(indicator__title__icontains=text)

    def things(self) -> QuerySet[Target]:
        own = Target.objects.filter(recorded_by=self.viewer.organisation, goal=self.goal)
        return own.select_related("indicator", "goal__framework").order_by("indicator__title", "year", "pk")

    def belongs(self) -> dict[str, Any]:
        return {"recorded_by": self.viewer.organisation, "goal": self.goal}

    def rows(self, things: Sequence[Target]) -> list[Row]:
        return [
            Row(
                f"target-{each.pk}",
                str(each),
                facts=tuple(target_facts(each)),
                badge=each.get_scope_display(),
            )
            for each in things
        ]

    def form_arguments(self, thing: Target | None) -> dict[str, Any]:
        organisation = self.viewer.organisation
        adopted = organisation.framework_adoptions.values("framework__organisation_id")
        found = Indicator.objects.filter(Q(organisation=organisation) | Q(organisation__in=adopted))
        return {"indicators": [(str(each.pk), each.title) for each in found.order_by("title", "pk")]}

    def values(self, thing: Target) -> dict[str, Any]:
        names = ("indicator_id", "scope", "year", "baseline_year")
        numbers = {name: plain(getattr(thing, name)) for name in ("value", "baseline_value")}
        for name in BANDS:
            band = getattr(thing, name)
            numbers[f"{name}_from"] = plain(band.lower if band else None)
            numbers[f"{name}_to"] = plain(band.upper if band else None)
        return {name: getattr(thing, name) for name in names} | numbers

    def content(self, values: dict[str, Any]) -> TargetContent:
        """What the form says of the target."""
        names = ("scope", "year", "value", "baseline_year", "baseline_value")
        fields: dict[str, Any] = {name: values[name] for name in names}
        fields |= {name: (values[f"{name}_from"], values[f"{name}_to"]) for name in BANDS}
        return TargetContent(indicator_id=int(values["indicator_id"]), **fields)

    def create(self, by: User, values: dict[str, Any]) -> Target:
        return create_target(
            organisation=self.viewer.organisation, by=by, goal=self.goal, content=self.content(values)
        )

    def change(self, by: User, thing: Target, expected_version: int, values: dict[str, Any]) -> Target:
        return change_target(
            organisation=self.viewer.organisation,
            by=by,
            target=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: Target, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_target(
            organisation=self.viewer.organisation, by=by, target=thing, expected_version=expected_version
        )

    def can_change(self, thing: Target | None) -> bool:
        return can_state_of_goal(self.viewer.standing, self.viewer.organisation, self.goal)

    def preview_address(self, thing: Target | None) -> str:
        return drawn_at(self.address("preview_detail"), thing)

    def place(self) -> list[Any]:
        return [self.goal.pk]

    def trail(self) -> list[str]:
        slug = self.viewer.organisation.slug
        thing = goal_thing(self.viewer.organisation, self.goal)
        return [_("Goals"), reverse("goals:goal_list", args=[slug]), thing.text, thing.url]


def drawn_at(address: str, thing: Observation | Target | None) -> str:
    """Where a form is drawn, and which stored thing what is written stands for."""
    return f"{address}?thing={thing.pk}" if thing else address


def values_of(values: dict[str, Any], form: Any) -> dict[str, Any]:
    """The form's own fields."""
    return {name: values[name] for name in form.merged_fields}


def stages_of(values: dict[str, Any]) -> tuple[str, ...]:
    """The stages, one a line."""
    return tuple(str(values["stages"]).splitlines())


def value_text(indicator: Indicator, value: Any) -> str:
    """A value as the reader reads it."""
    if value is None:
        return _("not known")
    if indicator.value_type == Indicator.ValueType.BOOLEAN:
        return _("Yes") if value else _("No")
    if indicator.value_type == Indicator.ValueType.STAGES and 0 <= value < len(indicator.stages):
        return str(indicator.stages[int(value)])
    return number(value)


def target_facts(target: Target) -> list[str]:
    """What stands below a target."""
    facts = []
    if target.value is not None:
        facts.append(_("to reach %(value)s") % {"value": value_text(target.indicator, target.value)})
    for band, words in (
        (target.desired, _("good from %(low)s to %(high)s")),
        (target.accepted, _("acceptable from %(low)s to %(high)s")),
    ):
        if band:
            facts.append(words % {"low": number(band.lower), "high": number(band.upper)})
    if target.baseline_year and target.baseline_value is not None:
        value = value_text(target.indicator, target.baseline_value)
        facts.append(_("from %(value)s in %(year)d") % {"value": value, "year": target.baseline_year})
    return facts
