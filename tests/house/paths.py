"""Every route of the organisations' pages, with its addresses in the small world of `routes`."""

from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from alignment.models import Finding
from pages.documents.formats import FORMS, SLIDES
from planning.models import Implementation, Measure, Plan, PlanLink, Section
from tests.house import administration, council, filing, handovers, routes, work

#: What stands in the addresses of each route that names more than the organisation.
Arguments = dict[str, list[dict[str, Any]]]


def names() -> list[str]:
    """Names of all routes of the organisations' pages: those with a slug."""
    return sorted({name for name, pattern in _walk(get_resolver(), "", "") if "<slug:slug>" in pattern})


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> list[tuple[str, str]]:
    found = []
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            found += _walk(entry, inner, pattern)
        elif isinstance(entry, URLPattern) and entry.name:
            found.append((f"{namespace}{entry.name}", pattern))
    return found


def of_route(world: routes.World, name: str, *, secret: bool) -> list[str]:
    """The route's addresses for the open things of the world, or for the secret ones.

    What the world has is looked up once: a walk asks for the addresses of each route before it changes any.
    """
    if secret not in world.arguments:
        world.arguments[secret] = _arguments(world, secret=secret)
    slug = {"slug": world.organisation.slug}
    return [reverse(name, kwargs=slug | extra) for extra in world.arguments[secret].get(name, [{}])]


def _arguments(world: routes.World, *, secret: bool) -> Arguments:
    plan = (None, routes.SECRET_KEY if secret else "oppen")
    position = (None, world.draft_position.key if secret else "p")
    measure = (None, f"{routes.SECRET_KEY}-m" if secret else "m")
    goal = {
        "owner": world.organisation.key,
        "framework": f"{routes.SECRET_KEY}-mal" if secret else "mal",
        "goal": "h" if secret else "g",
    }
    plan_parts = [{"kind": kind, "ref": plan} for kind in ("position", "measure")]
    free = [
        {"kind": kind, "ref": (None, f"{routes.SECRET_KEY}-{letter}" if secret else key)}
        for kind, letter, key in (("position", "q", "p"), ("measure", "n", "m"))
    ]
    sections = Section.objects.filter(
        plan__organisation=world.organisation, key__startswith=routes.SECRET_KEY
    )
    contribution = world.draft_contribution if secret else world.open_contribution
    findings = Finding.objects.filter(organisation=world.organisation, is_public=not secret)
    conflict = [{"pk": routes.conflict_of(world, f"{routes.SECRET_KEY}-k" if secret else "oppen-k").pk}]
    parts: list[dict[str, Any]] = [{"kind": "position", "ref": position}, {"kind": "measure", "ref": measure}]
    links = [
        {"kind": "position", "pk": routes.link_of(world).pk},
        {"kind": "plan", "pk": PlanLink.objects.earliest("pk").pk},
    ]
    old_link = {"end": "positionlink-target", "pk": world.old_link.pk}
    talked_about = {"kind": "position", "pk": (world.draft_position if secret else world.open_position).pk}
    reworded = {"kind": "section", "pk": world.draft_section.pk} if secret else talked_about
    comment = {"pk": world.talk.comment.pk}
    of_plan = [
        {"kind": kind, "pk": model.objects.get(organisation=world.organisation, key=ref[1]).pk}
        for kind, model, ref in (("plan", Plan, plan), ("measure", Measure, measure))
    ]
    known: Arguments = {
        "dashboard:unit_detail": [{"unit": unit.key} for unit in [world.open_position.unit] if unit],
        "goals:goal_detail": [goal],
        "flow:flow_detail": [goal],
        "flow:item_detail": [{"kind": "plan", "ref": plan}, {"kind": "measure", "ref": measure}],
        "plans:plan_detail": [{"ref": plan}],
        "plans:reading_detail": [{"ref": plan}],
        "plans:pdf_detail": [{"ref": plan}],
        "plans:plan_edit": [{"ref": plan}],
        "plans:section_create": [{"ref": plan}],
        "plans:section_edit": [{"pk": section.pk} for section in sections],
        "plans:section_move": [{"pk": section.pk} for section in sections],
        "plans:section_remove": [{"pk": section.pk} for section in sections],
        "positions:part_create": plan_parts,
        "positions:part_move": parts,
        "positions:part_remove": free,
        "positions:position_withdraw": [{"ref": position}],
        "positions:position_reinstate": [{"ref": (None, f"{routes.SECRET_KEY}-r" if secret else "p")}],
        "positions:measure_edit": [{"ref": (None, f"{routes.SECRET_KEY}-n" if secret else "m")}],
        "matrix:cell_detail": [{"plan": plan, **goal}],
        "positions:position_detail": [{"ref": position}],
        "maps:place_detail": [{"ref": position}],
        "positions:position_edit": [{"ref": position}],
        "positions:measure_detail": [{"ref": measure}],
        "positions:plan_contributions": [{"ref": plan}],
        "positions:contribution_create": [
            {"kind": "plan", "ref": plan},
            {"kind": "position", "ref": position},
            {"kind": "measure", "ref": measure},
        ],
        "positions:contribution_edit": [{"pk": contribution.pk}],
        "positions:contribution_confirm": [{"pk": contribution.pk}],
        "positions:contribution_withdraw": [{"pk": contribution.pk}],
        "conflicts:conflict_detail": conflict,
        "conflicts:conflict_edit": conflict,
        "conflicts:conflict_weigh": conflict,
        "conflicts:conflict_decide": conflict,
        "conflicts:conflict_reopen": [{"pk": routes.conflict_of(world, "avgjord-k").pk}],
        "links:link_create": [{"kind": "plan", "ref": plan}, *parts],
        "links:suggestion_list": parts,
        "links:suggested_position_list": parts,
        "links:link_edit": links,
        "links:link_remove": [*links, {"kind": "measure", "pk": Implementation.objects.earliest("pk").pk}],
        "editions:course_detail": [{"ref": plan}],
        "editions:plan_advance": [{"ref": (None, f"{routes.SECRET_KEY}-2")} if secret else {"ref": plan}],
        "editions:revision_start": [{"ref": plan} if secret else {"ref": (None, "gallande")}],
        "editions:link_move": [{"ref": plan, **old_link}],
        "editions:link_leave": [{"ref": plan, **old_link}],
        "editions:comparison_detail": [{"ref": plan}],
        "editions:past_detail": [{"ref": plan}],
        "editions:correction_create": [
            {
                "ref": plan,
                "kind": "position",
                "pk": (world.draft_position if secret else world.open_position).pk,
            }
        ],
        "dialogue:discussion_detail": [talked_about],
        "dialogue:presence_detail": [talked_about],
        "dialogue:comment_create": [talked_about],
        "dialogue:comment_edit": [comment],
        "dialogue:comment_answer": [comment],
        "dialogue:comment_resolve": [comment],
        "dialogue:comment_reopen": [{"pk": world.talk.resolved_comment.pk}],
        "dialogue:comment_remove": [comment],
        "dialogue:notification_read": [{"pk": world.talk.notification.pk}],
        "dialogue:comment_put_back": [{"pk": world.talk.removed_comment.pk}],
        "history:history_detail": [reworded, *of_plan, {"kind": "comment", **comment}],
        "history:wording_restore": [reworded],
        "findings:finding_detail": [{"pk": finding.pk} for finding in findings],
        "findings:finding_acknowledge": [{"pk": finding.pk} for finding in findings],
        "findings:finding_reopen": [{"pk": finding.pk} for finding in findings],
    }
    known |= {f"reporting:{of}": [{"number": 1}] for of in ("report_detail", "content_detail", "report_pin")}
    known |= {
        "open_data:dataset_detail": [{"name": "planer", "form": "csv"}, {"name": "bidrag", "form": "json"}],
        "open_data:catalogue_detail": [{"form": "ttl"}],
    }
    known |= documents(goal, {"ref": plan}, known["dashboard:unit_detail"])
    known |= administration.arguments(world.organisation, secret=secret)
    known |= work.arguments(goal, {"ref": plan}, parts)
    known |= handovers.arguments(secret=secret)
    known |= council.arguments(secret=secret)
    known |= filing.arguments(Plan.objects.get(organisation=world.organisation, key=plan[1]))
    return known


def documents(
    goal: dict[str, Any], plan: dict[str, Any], units: list[dict[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """Each document in each of its forms."""
    forms = [{"form": form} for form in FORMS]
    return {
        "documents:overview_detail": [*forms, {"form": SLIDES}],
        "documents:unit_detail": [unit | form for unit in units for form in (*forms, {"form": SLIDES})],
        "documents:goal_detail": [goal | form for form in forms],
        "documents:statement_detail": [plan | form for form in forms],
        "documents:comparison_detail": forms,
        "documents:report_detail": [{"number": 1} | form for form in forms],
    }
