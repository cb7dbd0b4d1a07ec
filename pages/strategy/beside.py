"""How others have judged: a strategy beside those that neighbours and the region have adopted."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from core.asking import answered
from pages.guards import Request, Viewer, in_organisation
from pages.rendering import render_page
from pages.strategy.choosing_others import OthersForm, chosen_others
from pages.strategy.reading import strategy_of
from pages.strategy.side_by_side import side_by_side
from strategy.selectors.others import others_asked


@require_GET
@in_organisation
def beside_detail(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """The strategy beside up to three of others: those that the address names, else the nearest."""
    found = strategy_of(viewer, strategy)
    others = answered(others_asked(found, to_member=viewer.is_member))
    form = OthersForm(request.GET, others=others)
    context = {
        "strategy": found,
        "form": form,
        "others": others,
        "shown": side_by_side(viewer, found, chosen_others(form, others)),
    }
    return render_page(request, "strategy/beside_detail.html", context, partial="beside")
