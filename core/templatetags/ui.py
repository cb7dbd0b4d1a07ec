"""Components that every page is built of, and filters that write numbers and days as the reader does.

Each component is a template in `templates/components/`; its README lists them all with their
parameters, and the gallery at `/om/komponenter/` shows them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.rich_text import as_html

register = template.Library()

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"
CURRENCIES = {"NO": "NOK", "SE": "SEK"}
#: Figures of a score bar are drawn in a picture of this width.
BAR_WIDTH = 100
NOTHING = SafeString("")
#: So many options are found in a select without a search.
MOST_OPTIONS = 30


# Numbers and days --------------------------------------------------------------------------------


@register.filter
def number(value: Decimal | float | None, decimals: int | None = None) -> str:
    """A number with the reader's decimal sign and thousands apart; an en dash for none."""
    if value is None or value == "":
        return "–"
    exact = Decimal(str(value))
    if decimals is None:
        exact = exact.normalize()
        decimals = max(0, -int(exact.as_tuple().exponent))
    text = number_format(abs(exact), decimal_pos=decimals, use_l10n=True, force_grouping=True)
    return f"{MINUS}{text}" if exact < 0 and exact.quantize(Decimal(1).scaleb(-decimals)) else text


@register.filter
def signed(value: Decimal | float | None, decimals: int | None = None) -> str:
    """A number with its sign in front: +3, −2, 0."""
    if value is None:
        return "–"
    return f"+{number(value, decimals)}" if value > 0 else number(value, decimals)


@register.filter
def money(value: int | None, country: str | None = "SE") -> str:
    """Whole currency units, with the currency after them: 1 200 000 kr."""
    if value is None:
        return "–"
    currency = CURRENCIES.get(country or "", "") if get_language() == "en" else "kr"
    return f"{number(value, 0)}{NO_BREAK}{currency}".strip()


@register.filter
def million(value: int | None, country: str | None = "SE") -> str:
    """A large sum in millions: 1 790 miljoner kr; below ten millions in whole units."""
    if value is None or abs(value) < 10_000_000:
        return money(value, country)
    amount = number(round(Decimal(value) / 1_000_000), 0)
    if get_language() == "en":
        return f"{CURRENCIES.get(country or '', '')}{NO_BREAK}{amount}{NO_BREAK}million".strip()
    return _("%(amount)s million kr") % {"amount": amount}


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as the reader's country writes it: 22 november 2026."""
    return (
        date_format(local_day(value), "j F Y" if get_language() == "en" else "DATE_FORMAT") if value else "–"
    )


@register.filter
def month(value: date | None) -> str:
    """A month in short: dec. 2027; for when the day is too much."""
    if not value:
        return "–"
    text = date_format(value, "M Y")
    return text if get_language() == "en" else text.lower()


@register.filter
def clock(value: datetime | None) -> str:
    """The time of day, in the time zone that is active: 14:05."""
    return date_format(timezone.localtime(value), "H:i") if value else "–"


def local_day(value: date | datetime) -> date:
    """The day of an instant in the time zone that is active; a day as it is."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def rich(value: str | None) -> SafeString:
    """A text with or without tags, cleaned: paragraphs, lists, bold, links."""
    return as_html(value or "")


@register.simple_tag(name="lang")
def language_attribute(language: str | None) -> SafeString:
    """` lang="…"` where content is in another language than the page, else nothing."""
    if not language or language == (get_language() or "").split("-")[0]:
        return SafeString("")
    return format_html(' lang="{}"', language)


@register.filter
def message_tone(level: str) -> str:
    """The tone of a notice for a level of Django's messages."""
    return {"error": "danger", "debug": "info"}.get(level, level)


# Components --------------------------------------------------------------------------------------


def component(name: str, context: Mapping[str, Any]) -> SafeString:
    """The component's template with that content."""
    return render_to_string(f"components/{name}.html", dict(context))


@register.simple_tag
@lru_cache(maxsize=64)
def sign(name: str) -> SafeString:
    """A small drawn sign: ok partial broken na up down level high medium low info warning."""
    return component("sign", {"name": name})


@register.simple_tag
def heading(title: str, **parts: Any) -> SafeString:
    """The page's only h1. `eyebrow` above it, `lead` below, `lang_code` if its language is another."""
    return component("heading", {"title": title, **parts})


@register.simple_tag
def breadcrumbs(*crumbs: Any) -> SafeString:
    """Way to the page: title, address, title, address, …, title of the page itself."""
    pairs = list(zip(crumbs[::2], [*crumbs[1::2], ""], strict=False))
    return component("breadcrumbs", {"crumbs": pairs[:-1], "here": pairs[-1][0]})


@register.simple_tag
def badge(text: str, tone: str = "neutral", sign: str = "") -> SafeString:
    """A word with a colour and perhaps a sign. Tones: ok partial broken neutral info accent."""
    return drawn_badge(str(text), tone, sign)


@lru_cache(maxsize=1024, typed=True)  # a text that is safe and one that is not are two
def drawn_badge(text: str, tone: str, sign: str) -> SafeString:
    """A badge as markup; lists show one in each row, and few of them differ."""
    return component("badge", {"text": text, "tone": tone, "sign": sign})


@register.simple_tag
def score(value: Decimal | float | None, **parts: Any) -> SafeString:
    """0 to 100 as a number and a bar. `label` says of what; `size` "large" for a headline; `decimals`."""
    return drawn_score(value, get_language() or "", tuple(sorted(parts.items())))


@lru_cache(maxsize=4096)
def drawn_score(
    value: Decimal | float | None,
    language: str,  # what the template says depends on it
    parts: tuple[tuple[str, Any], ...],
) -> SafeString:
    """A score as markup; lists show hundreds of scores, and few of them differ."""
    filled = 0 if value is None else min(max(float(value), 0), 100) / 100 * BAR_WIDTH
    tone = "none" if value is None else "ok" if value >= 75 else "partial" if value >= 40 else "broken"
    context = {"value": value, "filled": round(filled, 1), "tone": tone, "decimals": None}
    return component("score", context | dict(parts))


@register.simple_tag
def trend(now: Decimal | float | None, before: Decimal | float | None, since: str = "") -> SafeString:
    """How a score moved: sign, word and number; `since` in words ("since 1 May")."""
    if now is None or before is None:
        return component("trend", {"direction": "unknown", "since": since})
    change = Decimal(str(now)) - Decimal(str(before))
    direction = "up" if change > 0 else "down" if change < 0 else "level"
    return component("trend", {"direction": direction, "change": change, "since": since})


@register.simple_block_tag
def notice(content: str, title: str = "", tone: str = "info") -> SafeString:
    """Something that the reader should know before the rest. Tones: info success warning danger."""
    return component("notice", {"content": content, "title": title, "tone": tone})


@register.simple_block_tag
def table_region(content: str, label: str, **parts: Any) -> SafeString:
    """Holds a `<table>`; scrolls sideways by itself on a phone. `label` names the region; `id`."""
    return component("table_region", {"content": content, "label": label, **parts})


@register.simple_block_tag
def empty_state(content: str, title: str) -> SafeString:
    """What to show where there is nothing: why, and in the content what to do next."""
    return component("empty_state", {"content": content, "title": title})


@register.simple_block_tag
def filter_form(content: str, **parts: Any) -> SafeString:
    """Filters of a list, a GET form: `target` is the id that htmx fills, `reset` the bare address."""
    return component("filter_form", {"content": content, **parts})


@register.simple_block_tag
def figure(content: str, title: str, note: str = "") -> SafeString:
    """A picture and, in the same content, the table that says the same."""
    return component("figure", {"content": content, "title": title, "note": note})


@register.simple_block_tag
def disclosure(content: str, summary: str, **parts: Any) -> SafeString:
    """Something that opens: `id` (stays open over refreshes), `is_open`, `count`, `lang_code`."""
    return component("disclosure", {"content": content, "summary": summary, **parts})


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:  # noqa: A002  # it is the element's id
    """A modal dialog; opened by `{% button … opens=id %}`, closed by Escape or its own button."""
    return component("dialog", {"content": content, "id": id, "title": title})


@register.simple_tag
def definitions(pairs: Iterable[tuple[str, Any]]) -> SafeString:
    """Names and values side by side; pairs without a value are left out."""
    return component("definitions", {"pairs": [pair for pair in pairs if pair[1] not in (None, "")]})


@register.simple_tag
def segmented(label: str, choices: Sequence[tuple[str, str, bool]]) -> SafeString:
    """A choice of views as links: (text, address, is it the current one)."""
    return component("segmented", {"label": label, "choices": choices})


@register.simple_tag(takes_context=True)
def pagination(
    context: Context, page: Page[Any], target: str = "", name: str = "page", **parts: Any
) -> SafeString:
    """Pages of a list; keeps the filters of the address. Nothing for a single page.

    Links name the whole address: a list that another page fetched into itself has pages of its own. Where
    a page has several lists, the others have a `name` in the address, a `label`, and an `anchor` (`#…`) to
    come back to.
    """
    query = context["request"].GET.copy()
    query.pop(name, None)
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return component(
        "pagination",
        {
            "page": page,
            "pages": list(pages),
            "path": context["request"].path,
            "query": query.urlencode(),
            "target": target,
            "name": name,
            "label": _("Pages"),
            **parts,
        },
    )


@register.simple_tag
def field(bound: BoundField, hint: str | None = None, *, is_searched: bool = False) -> SafeString:
    """A form's field with label, help (`hint`, else the form's own), errors and the right aria attributes.

    A select with too many options to read through gets a search, unless the page has one (`is_searched`).
    """
    hint = str(bound.help_text) if hint is None else hint
    widget = bound.field.widget
    input_type = getattr(widget, "input_type", widget.__class__.__name__.lower())
    parts = {"help": hint, "error": bound.errors}
    described = [f"{bound.auto_id}_{name}" for name, part in parts.items() if part]
    widget.attrs.pop("placeholder", None)
    attributes = {"class": "ds-input", "aria-describedby": " ".join(described) or None}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    control = bound.as_widget(attrs={name: value for name, value in attributes.items() if value})
    is_long = not is_searched and control.count("<option") > MOST_OPTIONS
    shown = {"control": control, "type": input_type, "hint": hint, "is_long": is_long}
    return component("field", {"field": bound, **shown})


@register.simple_tag
def options(optgroups: Iterable[tuple[str | None, Sequence[Mapping[str, Any]], int]]) -> SafeString:
    """What stands in a select; written here, since a select of goals has hundreds of options."""
    parts = []
    for group, choices, _place in optgroups:
        shown = "\n".join(map(_option, choices))
        parts.append(f'<optgroup label="{conditional_escape(group)}">{shown}</optgroup>' if group else shown)
    return mark_safe("\n".join(parts))  # noqa: S308  # each is escaped


def _option(choice: Mapping[str, Any]) -> str:
    value, label = conditional_escape(str(choice["value"])), conditional_escape(choice["label"])
    return f'<option value="{value}"{_attributes(choice["attrs"])}>{label}</option>'


def _attributes(given: Mapping[str, Any]) -> SafeString:
    """Those that are true by their names only; those that are false are left out."""
    if not given:
        return NOTHING
    bare = format_html_join("", " {}", ((name,) for name, value in given.items() if value is True))
    valued = ((name, value) for name, value in given.items() if not isinstance(value, bool))
    return bare + format_html_join("", ' {}="{}"', valued)


@register.simple_tag
def form_errors(form: Any) -> SafeString:
    """A summary of what is wrong in a form, focused by the page; nothing while all is well."""
    faults = [
        (form[name].auto_id, f"{form[name].label}: {text}") if name in form.fields else ("", text)
        for name, texts in form.errors.items()
        for text in texts
    ]
    return component("form_errors", {"faults": faults})


@register.simple_tag(takes_context=True)
def undo(context: Context, said: str, url: str, **parts: Any) -> SafeString:
    """What has just been done, and a button that takes it back.

    `token` says what it was, sent to `url` as `name`, or several `fields` do; `target` ".card": the part that
    htmx renews; `text`: what the button says instead.
    """
    shown = {"said": said, "url": url, "text": _("Undo"), "csrf_token": context.get("csrf_token")}
    return component("undo", shown | parts)


@register.simple_tag
def button(text: str, **parts: Any) -> SafeString:
    """A button: `kind` (primary, secondary, tertiary), `name`, `value`, `opens` (dialog), `href` (a link).

    `formnovalidate`: sends the form although something is missing in it.
    """
    return component("button", {"text": text, "kind": "secondary", "type": "submit", **parts})
