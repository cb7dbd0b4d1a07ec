"""What pages call the things that reports speak of, and where each of them is shown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.asking import Asking, answered, ask, beside, each_of
from core.prepared import Given, Prepared
from core.templatetags.ui import language_attribute
from dialogue.models import Comment
from dialogue.providers import kind_of_model
from goals.models import Goal, GoalLink, Target
from interchange.models import Webhook
from organisations.models import Organisation
from pages.addresses import goal_url, item_url
from pages.naming import only_names, with_names
from planning.models import (
    Commission,
    Conflict,
    Contribution,
    HandOver,
    Measure,
    Plan,
    PlanEvent,
    Position,
    Section,
)
from strategy.models import (
    Capacity,
    ChangedCondition,
    Cooperation,
    PlanNeed,
    PlanningStrategy,
    PopulationFigure,
    RequirementVerdict,
    Robustness,
    Scenario,
    SituationReport,
)

WORDS_IN_A_NAME = 24
Reference = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a page names: its title in one language, and its address if it has one."""

    text: str
    url: str = ""
    language: str = ""

    def __str__(self) -> str:
        return self.text

    @property
    def link(self) -> SafeString:
        """The title as a link, with its language where that is not the page's."""
        attribute = language_attribute(self.language)
        if not self.url:
            return format_html("<span{}>{}</span>", attribute, self.text)
        return format_html('<a href="{}"{}>{}</a>', self.url, attribute, self.text)


def plan_url(organisation: Organisation, plan: Plan) -> str:
    """The plan's page within that organisation (`plan` with its organisation)."""
    return item_url(organisation, plan)


def url_or_nothing(name: str, *args: object) -> str:
    """The address of a page, or nothing while there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def goal_thing(organisation: Organisation, goal: Goal, anchor: str = "") -> Thing:
    """A goal by code and title, in the reader's language if it has a title in it."""
    language = (get_language() or "").split("-")[0]
    title = goal.titles.get(language) or goal.title
    spoken = language if goal.titles.get(language) else goal.framework.organisation.language
    text = f"{goal.code} {title}" if goal.code else title
    return Thing(text, goal_url(organisation, goal) + anchor, spoken)


def plan_thing(organisation: Organisation, plan: Plan) -> Thing:
    """A plan by its title."""
    return Thing(plan.title, plan_url(organisation, plan), plan.organisation.language)


def part_thing(organisation: Organisation, part: Position | Measure) -> Thing:
    """A position or measure by code and wording."""
    text = Truncator(str(part)).words(WORDS_IN_A_NAME, truncate=" …")
    return Thing(text, item_url(organisation, part), part.plan.organisation.language)


def things(organisation: Organisation, references: Iterable[Reference]) -> dict[Reference, Thing]:
    """Everything that is referred to, in one query (of comments in two); what is gone is left out."""
    return answered(things_asked(organisation, references))


def things_asked(
    organisation: Organisation, references: Iterable[Reference]
) -> Asking[dict[Reference, Thing]]:
    """The same, asked for."""
    ids: dict[str, set[int]] = {}
    for kind, number in references:
        ids.setdefault(kind, set()).add(number)
    kinds = [kind for kind in ids if kind in LOADERS]
    loaded = yield from each_of(LOADERS[kind](organisation, sorted(ids[kind])) for kind in kinds)
    return {
        (kind, number): thing
        for kind, found in zip(kinds, loaded, strict=True)
        for number, thing in found.items()
    }


def gone() -> Thing:
    """What stands where a thing is no longer there."""
    return Thing(_("something that is no longer there"))


Loaded = Asking[dict[int, Thing]]


def _named_ones(model: type[Model]) -> "QuerySet[Any]":
    return only_names(model._default_manager.filter(pk__among=Given("ids")).order_by())


def _ends_of(model: type[Model], *more: str, **paths: type[Model]) -> Prepared[Any]:
    rows = model._default_manager
    return Prepared(lambda: with_names(rows.filter(pk__among=Given("ids")).order_by(), *more, **paths))


#: What is named most, by id: things by themselves, and what ties them together.
NAMED: dict[type[Model], Prepared[Any]] = {
    **{model: Prepared(partial(_named_ones, model)) for model in (Goal, Plan, Position, Measure)},
    Conflict: _ends_of(Conflict),
    GoalLink: _ends_of(GoalLink, source=Goal, target=Goal),
    Contribution: _ends_of(
        *(Contribution, "goal__title", "goal__titles"), plan=Plan, position=Position, measure=Measure
    ),
    HandOver: _ends_of(HandOver, source=Position, target=Position, target_plan=Plan),
    Commission: _ends_of(Commission, "unit__name", position=Position),
}


def _goals(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found: list[Goal] = yield from ask(NAMED[Goal].given(ids=ids))
    return {goal.pk: goal_thing(organisation, goal) for goal in found}


def _plans(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found: list[Plan] = yield from ask(NAMED[Plan].given(ids=ids))
    return {plan.pk: plan_thing(organisation, plan) for plan in found}


def _positions(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found: list[Position] = yield from ask(NAMED[Position].given(ids=ids))
    return {part.pk: part_thing(organisation, part) for part in found}


def _measures(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found: list[Measure] = yield from ask(NAMED[Measure].given(ids=ids))
    return {part.pk: part_thing(organisation, part) for part in found}


def _conflicts(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found: list[Conflict] = yield from ask(NAMED[Conflict].given(ids=ids))

    def named(conflict: Conflict) -> Thing:
        url = url_or_nothing("conflicts:conflict_detail", organisation.slug, conflict.pk)
        return Thing(conflict.title, url, organisation.language)

    return {conflict.pk: named(conflict) for conflict in found}


def _targets(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    parents = ("indicator", "goal__framework__organisation")
    found = yield from ask(Target.objects.filter(pk__in=ids).order_by().select_related(*parents))

    def named(target: Target) -> Thing:
        url = goal_url(organisation, target.goal)
        return Thing(str(target), f"{url}#works", target.goal.framework.organisation.language)

    return {target.pk: named(target) for target in found}


def _goal_links(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found: list[GoalLink] = yield from ask(NAMED[GoalLink].given(ids=ids))

    def named(link: GoalLink) -> Thing:
        source, target = goal_thing(organisation, link.source), goal_thing(organisation, link.target)
        return Thing(f"{source} → {target}", f"{source.url}#links", source.language)

    return {link.pk: named(link) for link in found}


def _sections(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found = yield from ask(Section.objects.filter(pk__in=ids).order_by().select_related("plan__organisation"))

    def named(section: Section) -> Thing:
        url = f"{plan_url(organisation, section.plan)}#section-{section.pk}"
        return Thing(section.heading, url, section.plan.organisation.language)

    return {section.pk: named(section) for section in found}


def _contributions(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found: list[Contribution] = yield from ask(NAMED[Contribution].given(ids=ids))

    def named(stated: Contribution) -> Thing:
        item = stated.item
        name = plan_thing(organisation, item) if isinstance(item, Plan) else part_thing(organisation, item)
        return Thing(f"{name} → {stated.goal.local_title}", name.url, name.language)

    return {stated.pk: named(stated) for stated in found}


def _hand_overs(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found: list[HandOver] = yield from ask(NAMED[HandOver].given(ids=ids))

    def named(handed: HandOver) -> Thing:
        source, target = part_thing(organisation, handed.source), handed.target
        receiver = part_thing(organisation, target) if target else plan_thing(organisation, handed.receiver)
        url = url_or_nothing("handovers:hand_over_detail", organisation.slug, handed.pk)
        return Thing(f"{source} → {receiver}", url, source.language)

    return {handed.pk: named(handed) for handed in found}


def _commissions(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found: list[Commission] = yield from ask(NAMED[Commission].given(ids=ids))

    def named(asked: Commission) -> Thing:
        url = url_or_nothing("handovers:commission_detail", organisation.slug, asked.pk)
        position = part_thing(organisation, asked.position)
        return Thing(f"{position} → {asked.unit.name}", url, position.language)

    return {asked.pk: named(asked) for asked in found}


def _webhooks(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found = yield from ask(Webhook.objects.filter(pk__in=ids).order_by().values_list("pk", "name"))
    url = partial(url_or_nothing, "administration:webhook_detail", organisation.slug)
    return {pk: Thing(name, url(pk), organisation.language) for pk, name in found}


def _comments(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    """A comment by what it is about: its own words may have been taken away."""
    found = yield from ask(Comment.objects.filter(pk__in=ids).order_by().select_related("subject_type"))
    kinds = {comment.pk: kind_of_model(comment.subject_type.model_class()) for comment in found}
    about = {comment.pk: (kind.name, comment.subject_id) for comment in found if (kind := kinds[comment.pk])}
    known = yield from things_asked(organisation, about.values())

    def named(comment: Comment) -> Thing:
        where = reverse("dialogue:discussion_detail", args=[organisation.slug, *about[comment.pk]])
        text = _("Comment on “%(thing)s”") % {"thing": known.get(about[comment.pk]) or gone()}
        return Thing(text, f"{where}#comment-{comment.pk}")

    return {comment.pk: named(comment) for comment in found if comment.pk in about}


def _plan_needs(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found = yield from ask(PlanNeed.objects.filter(pk__in=ids).order_by().select_related("plan"))

    def named(need: PlanNeed) -> Thing:
        url = url_or_nothing("strategy:need_detail", organisation.slug, need.strategy_id, need.pk)
        text = _("%(plan)s: %(stance)s") % {"plan": need, "stance": need.get_stance_display()}
        return Thing(text, url, organisation.language)

    return {need.pk: named(need) for need in found}


def _verdicts(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found = yield from ask(RequirementVerdict.objects.filter(pk__in=ids).order_by())
    return {each.pk: _part_of_strategy(organisation, "verdict", each, each.strategy_id) for each in found}


def _conditions(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found = yield from ask(ChangedCondition.objects.filter(pk__in=ids).order_by())
    return {each.pk: _part_of_strategy(organisation, "condition", each, each.strategy_id) for each in found}


def _capacities(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found = yield from ask(Capacity.objects.filter(pk__in=ids).order_by().select_related("unit"))
    return {each.pk: _part_of_strategy(organisation, "capacity", each, each.strategy_id) for each in found}


def _scenarios(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found = yield from ask(Scenario.objects.filter(pk__in=ids).order_by())
    return {each.pk: _part_of_strategy(organisation, "scenario", each, each.strategy_id) for each in found}


def _robustness(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    rows = Robustness.objects.filter(pk__in=ids).order_by()
    found = yield from ask(rows.select_related("scenario", "goal", "position"))
    return {
        each.pk: _part_of_strategy(organisation, "robustness", each, each.scenario.strategy_id)
        for each in found
    }


def _populations(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found = yield from ask(PopulationFigure.objects.filter(pk__in=ids).order_by())
    return {each.pk: _part_of_strategy(organisation, "population", each, each.strategy_id) for each in found}


def _reports(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    rows = SituationReport.objects.filter(pk__in=ids).order_by().select_related("unit")
    found, strategies = yield from beside(ask(rows), ask(_strategies(organisation)))
    return {
        each.pk: _part_of_strategy(organisation, "report", each, _strategy_in(strategies, each.year))
        for each in found
    }


def _cooperations(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    rows = Cooperation.objects.filter(pk__in=ids).order_by().select_related("report")
    found, strategies = yield from beside(ask(rows), ask(_strategies(organisation)))
    return {
        each.pk: _part_of_strategy(
            organisation, "cooperation", each, _strategy_in(strategies, each.report.year)
        )
        for each in found
    }


def _strategies(organisation: Organisation) -> QuerySet[PlanningStrategy]:
    own = PlanningStrategy.objects.filter(organisation=organisation)
    return own.select_related("term").order_by("-term__elected_on")


def _strategy_in(strategies: Iterable[PlanningStrategy], year: int) -> int | None:
    """The latest strategy over whose term's years something of that year is read."""
    return next((s.pk for s in strategies if s.term.elected_on.year <= year <= s.term.last_year), None)


def _part_of_strategy(organisation: Organisation, page: str, part: object, strategy: int | None) -> Thing:
    pk = getattr(part, "pk", None)
    url = url_or_nothing(f"strategy:{page}_detail", organisation.slug, strategy, pk) if strategy else ""
    return Thing(str(part), url, "" if page in {"verdict", "population"} else organisation.language)


def _plan_events(organisation: Organisation, ids: Sequence[int]) -> Loaded:
    found = yield from ask(
        PlanEvent.objects.filter(pk__in=ids).order_by().select_related("plan__organisation")
    )

    def named(event: PlanEvent) -> Thing:
        own = event.plan.organisation_id == organisation.pk
        course = url_or_nothing("editions:course_detail", organisation.slug, event.plan.key) if own else ""
        return Thing(
            str(event), course or plan_url(organisation, event.plan), event.plan.organisation.language
        )

    return {event.pk: named(event) for event in found}


LOADERS: dict[str, Callable[[Organisation, Sequence[int]], Loaded]] = {
    "goal": _goals,
    "plan": _plans,
    "plan_event": _plan_events,
    "position": _positions,
    "measure": _measures,
    "conflict": _conflicts,
    "target": _targets,
    "goal_link": _goal_links,
    "section": _sections,
    "contribution": _contributions,
    "hand_over": _hand_overs,
    "commission": _commissions,
    "comment": _comments,
    "webhook": _webhooks,
    "plan_need": _plan_needs,
    "verdict": _verdicts,
    "condition": _conditions,
    "capacity": _capacities,
    "scenario": _scenarios,
    "robustness": _robustness,
    "population": _populations,
    "situation_report": _reports,
    "cooperation": _cooperations,
}
