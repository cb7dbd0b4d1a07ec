"""Maps. `{% load maps %}`."""

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from organisations.models import Organisation
from pages.maps.selectors import projection_of

register = template.Library()


@register.simple_tag
def place_map(organisation: Organisation, url: str, label: str, listed: str = "") -> SafeString:
    """A map of what `url` answers. `listed` is the id of the list that says the same, if there is one.

    Its scripts and styles are in `maps/head.html`.
    """
    context = {
        "url": url,
        "label": label,
        "listed": listed,
        "projection": projection_of(organisation),
        "wmts_url": settings.MAP_WMTS_URL,
        "wmts_layer": settings.MAP_WMTS_LAYER,
    }
    return render_to_string("components/map.html", context)
