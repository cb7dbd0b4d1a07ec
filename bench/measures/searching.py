"""Finding what to link to: a search while one types, and what is suggested for a text."""

from bench import worlds
from bench.table import Line, duration
from bench.timing import median, repeated
from organisations.models import Organisation
from planning.models import Position
from planning.selectors.searching import plans_matching, positions_matching
from planning.selectors.suggestions import positions_resembling, positions_to_suggest, text_of

TITLE = "Finding what to link to (medians)"
RUNS = 7
#: A few letters, a word, two words, a code, and a word that stands in every position.
ASKED = ("cyk", "cykelstråken", "cykel skola", "P1234", "kommunen")


def lines(sizes: list[str]) -> list[Line]:
    """For each size the time of each search, and of a suggestion."""
    return [line for size in sizes for line in _lines(size, worlds.ensure(size)[0])]


def _lines(size: str, organisation: Organisation) -> list[Line]:
    found = [_searched(size, organisation, text) for text in ASKED]
    item = Position.objects.filter(organisation=organisation, status="active").earliest("pk")
    times = repeated(lambda: _suggested(organisation, item), times=RUNS)
    return [*found, Line(f"{size}: positions suggested", duration(median(times)))]


def _searched(size: str, organisation: Organisation, text: str) -> Line:
    positions = median(repeated(lambda: list(positions_matching(organisation, text)), times=RUNS))
    plans = median(repeated(lambda: list(plans_matching(organisation, text)), times=RUNS))
    return Line(f"{size}: positions with “{text}”", duration(positions), note=f"plans {duration(plans)}")


def _suggested(organisation: Organisation, item: Position) -> None:
    among = positions_to_suggest(organisation, item)
    positions_resembling(organisation, text_of(item), among=among, plan_id=item.plan_id)
