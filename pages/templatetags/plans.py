"""Small components of plans, their parts and the matrix. `{% load plans %}`."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pages.templatetags.samplan import strength
from planning.models import HandOver

register = template.Library()
HAND_OVER_TONES = {
    HandOver.State.OFFERED: ("info", "wait"),
    HandOver.State.ACCEPTED: ("ok", "ok"),
    HandOver.State.RETURNED: ("broken", "broken"),
}


@register.simple_tag
def strength_of_choice(value: str | int) -> SafeString:
    """The strength that a radio button stands for."""
    return strength(int(value))


@register.simple_tag
def hand_over_state(state: str, word: str) -> SafeString:
    """How far a hand-over has come, as a badge."""
    tone, sign = HAND_OVER_TONES[HandOver.State(state)]
    return render_to_string("components/badge.html", {"text": word, "tone": tone, "sign": sign})
