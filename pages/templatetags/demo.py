"""The demonstration's people on the log-in page, where `settings.DEMO` is set."""

from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context

from organisations.demo import demo_accounts

register = template.Library()


@register.inclusion_tag("account/demo_log_ins.html", takes_context=True)
def demo_log_ins(context: Context) -> dict[str, Any]:
    """Who can log in to try the demonstration; nobody outside it."""
    return {"accounts": demo_accounts() if settings.DEMO else [], "csrf_token": context.get("csrf_token")}
