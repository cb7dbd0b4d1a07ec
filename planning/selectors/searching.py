"""Plans and positions by their words: full text with a language's stems, and trigrams for parts of words."""

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, TrigramWordSimilarity
from django.db.models import Q, QuerySet

from organisations.models import Organisation
from planning.models import Plan, Position
from planning.models.plans import PlanQuerySet

LONGEST_QUERY = 200
MOST_FOUND = 20
#: How alike a part of a text has to be to what is asked for (0 … 1), if no stem matches.
ALIKE = 0.6
CONFIGURATIONS = {"sv": "swedish", "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "en": "english"}


def configuration(language: str) -> str:
    """PostgreSQL's name for the stemming of a language; `simple` where it has none."""
    return CONFIGURATIONS.get(language, "simple")


def plans_to_link(organisation: Organisation) -> PlanQuerySet:
    """Plans that the organisation follows and that are not past: what its own can be linked to."""
    return Plan.objects.followed_by(organisation).exclude(status__in=Plan.PAST)


def positions_matching(
    organisation: Organisation, text: str, *, most: int = MOST_FOUND
) -> QuerySet[Position]:
    """Active positions of plans that the organisation follows and that are not past, best match first.

    With their plan and its organisation. Nothing for an empty text.
    """
    positions = Position.objects.filter(plan__in=plans_to_link(organisation), status=Position.Status.ACTIVE)
    found = _matching(positions, organisation, text, ("code", "statement", "rationale", "plan__title"))
    result: QuerySet[Position] = found.select_related("plan__organisation").defer("geometry")[:most]
    return result


def plans_matching(organisation: Organisation, text: str, *, most: int = MOST_FOUND) -> QuerySet[Plan]:
    """Plans that the organisation follows and that are not past, best match first; none for an empty text."""
    found = _matching(plans_to_link(organisation), organisation, text, ("title", "summary"))
    result: QuerySet[Plan] = found.select_related("organisation")[:most]
    return result


def _matching(rows: Any, organisation: Organisation, text: str, fields: tuple[str, ...]) -> Any:
    asked = text.replace("\x00", "").strip()[:LONGEST_QUERY]
    if not asked:
        return rows.none()
    stems = configuration(organisation.language)
    rank = SearchRank(
        SearchVector(*fields, config=stems),
        SearchQuery(asked, config=stems, search_type="websearch"),
    )
    alike = TrigramWordSimilarity(asked, fields[1] if len(fields) > 2 else fields[0])
    ranked = rows.annotate(rank=rank, alike=alike)
    return ranked.filter(Q(rank__gt=0) | Q(alike__gte=ALIKE)).order_by("-rank", "-alike", "pk")
