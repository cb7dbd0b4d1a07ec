"""A target, or the value of a year, drawn while it is written; nothing is saved, and nothing fails."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from goals.models import Indicator, Observation, Target
from pages.goals.followup_desks import BANDS, ObservationDesk, TargetDesk
from pages.goals.followup_forms import ObservationForm, TargetForm
from pages.goals.selectors.followup import IndicatorPart, observations_of, part
from pages.versioned import VersionedForm

DIGITS = 15


@dataclass(frozen=True, slots=True)
class Preview:
    """An indicator as a picture and a table, and why what is written is not in them yet."""

    part: IndicatorPart | None
    faults: tuple[str, ...]


def target_preview(desk: TargetDesk, sent: Mapping[str, Any]) -> Preview:
    """The chosen indicator with the organisation's targets for the goal and the one that is written."""
    arguments = desk.form_arguments(None)
    form = TargetForm(sent, **arguments)
    values = form.cleaned_data if form.is_valid() else {}
    faults = [*faults_of(form), *target_faults(values)]
    chosen = number_of(sent, "indicator_id")
    offered = {int(pk) for pk, _title in arguments["indicators"]}
    indicator = Indicator.objects.filter(pk=chosen).first() if chosen in offered else None
    if indicator is None:
        return Preview(None, tuple(faults))
    targets = list(without(desk.things().filter(indicator=indicator), sent).select_related("recorded_by"))
    if not faults:
        targets.append(written_target(desk, indicator, values))
    known = observations_of(desk.viewer, [indicator]).get(indicator.pk, [])
    ordered = sorted(targets, key=lambda target: target.year)
    return Preview(part(indicator, ordered, known, {}), tuple(faults))


def observation_preview(desk: ObservationDesk, sent: Mapping[str, Any]) -> Preview:
    """The indicator with its values and the one that is written, and the organisation's targets with it."""
    form = ObservationForm(sent)
    values = form.cleaned_data if form.is_valid() else {}
    faults = faults_of(form)
    indicator, thing = desk.indicator, number_of(sent, "thing")
    known = observations_of(desk.viewer, [indicator]).get(indicator.pk, [])
    kept = [each for each in known if each.pk != thing]
    if not faults:
        place = values["year"], values["kind"]
        kept = [each for each in kept if (each.year, each.kind) != place]
        written = {name: values[name] for name in ("year", "kind", "value", "note")}
        kept.append(Observation(indicator=indicator, **written))
    targets = Target.objects.filter(recorded_by=desk.viewer.organisation, indicator=indicator)
    ordered = list(targets.select_related("recorded_by").order_by("year", "pk"))
    return Preview(part(indicator, ordered, kept, {}), tuple(faults))


def written_target(desk: TargetDesk, indicator: Indicator, values: Mapping[str, Any]) -> Target:
    """The target that the form speaks of, never to be saved."""
    names = ("scope", "year", "value", "baseline_year", "baseline_value")
    bands = {}
    for name in BANDS:
        ends = values[f"{name}_from"], values[f"{name}_to"]
        bands[name] = None if ends == (None, None) else NumericRange(*ends, bounds="[]")
    fields = {name: values[name] for name in names}
    return Target(
        goal=desk.goal, indicator=indicator, recorded_by=desk.viewer.organisation, **fields, **bands
    )


def target_faults(values: Mapping[str, Any]) -> Iterable[str]:
    """What the services would refuse of a form whose fields are well, as far as it matters to a picture."""
    if not values:
        return
    if values["baseline_year"] is not None and values["baseline_year"] >= values["year"]:
        yield _("The baseline is a year before the target's.")
    for name in BANDS:
        low, high = values[f"{name}_from"], values[f"{name}_to"]
        if low is not None and high is not None and low > high:
            yield _("It ends below where it begins.")
    if values["value"] is None and all(
        values[f"{name}_{end}"] is None for name in BANDS for end in ("from", "to")
    ):
        yield _("Give a value, or from and to.")


def faults_of(form: VersionedForm) -> list[str]:
    """What is wrong in the form, with the names of the fields."""
    return [
        f"{form[name].label}: {text}" if name in form.fields else str(text)
        for name, texts in form.errors.items()
        for text in texts
    ]


def without(targets: QuerySet[Target], sent: Mapping[str, Any]) -> QuerySet[Target]:
    """The targets without the one that what is written stands for."""
    thing = number_of(sent, "thing")
    return targets.exclude(pk=thing) if thing else targets


def number_of(sent: Mapping[str, Any], name: str) -> int:
    """An id that was sent; 0, which nothing has, for anything else."""
    text = str(sent.get(name, ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 0
