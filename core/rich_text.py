"""Rich text of a few tags, and plain text: what holds none of HTML's tags.

Both are kept in the same column. Rich text is cleaned when it is written and again when it is shown,
because imports and plain SQL write too.
"""

import html
import re
from html.parser import HTMLParser
from typing import Any

import nh3
from django.utils.html import linebreaks, strip_tags
from django.utils.safestring import SafeString, mark_safe

TAGS = frozenset([
    "a", "blockquote", "br", "em", "li", "ol", "p", "strong", "sub", "sup", "ul",
    "table", "tbody", "td", "th", "thead", "tr",
])  # fmt: skip
#: Tags that mean the same as others here: headings of a document are its sections, not part of a text.
OTHERS = frozenset(["b", "i", "h1", "h2", "h3", "h4", "h5", "h6"])
SAME = (
    (re.compile(r"<(/?)b>"), r"<\1strong>"),
    (re.compile(r"<(/?)i>"), r"<\1em>"),
    (re.compile(r"<h[1-6]>"), "<p><strong>"),
    (re.compile(r"</h[1-6]>"), "</strong></p>"),
)
CLEANER = nh3.Cleaner(
    tags=set(TAGS | OTHERS),
    attributes={
        "a": {"href"},
        "ol": {"start"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
#: A tag of HTML, whole: “buller < 55 dB” and “<Lden>” are plain text.
TAG = re.compile(
    r"</?(?:a|abbr|address|area|article|aside|audio|b|base|bdi|bdo|big|blockquote|body|br|button|canvas"
    r"|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|div|dl|dt|em|embed"
    r"|fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img"
    r"|input|ins|kbd|label|legend|li|link|main|map|mark|math|menu|meta|nav|noscript|object|ol|optgroup"
    r"|option|output|p|param|picture|pre|progress|q|s|samp|script|section|select|small|source|span|strike"
    r"|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr"
    r"|track|u|ul|var|video|wbr)(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
#: Deeper than this, tags are passed over: nobody reads a list in a list in twenty lists.
MOST_DEEP = 20
Node = str | dict[str, Any]


def is_rich(text: str) -> bool:
    """Whether a text holds a tag of HTML, allowed or not."""
    return bool(TAG.search(text))


def cleaned(text: str) -> str:
    """Rich text without anything but the allowed tags; plain text as it is. Twice is the same as once."""
    if not is_rich(text):
        return text
    found = CLEANER.clean(text)
    for pattern, tags in SAME:
        found = pattern.sub(tags, found)
    return found if is_rich(found) or not found.strip() else f"<p>{found.strip()}</p>"


def simplest(text: str) -> str:
    """A text as it is kept: cleaned; if there are only paragraphs in it, plain, with empty lines between."""
    found = cleaned(text).strip()
    if not set(re.findall(r"</?(\w+)", found)) <= {"p", "br"}:
        return found if plain(found) else ""
    words = plain(found)
    return found if is_rich(words) else words


def as_html(text: str) -> SafeString:
    """A text as HTML that is safe to show."""
    return mark_safe(cleaned(text) if is_rich(text) else linebreaks(text, autoescape=True))  # noqa: S308  # cleaned or escaped


def plain(text: str) -> str:
    """The words of a text, with an empty line between paragraphs."""
    if not is_rich(text):
        return text.strip()
    flat = re.sub(r"[ \t\r\n]+", " ", cleaned(text))
    lines = re.sub(r" ?<br\s*/?> ?|</(?:li|tr)> ?", "\n", flat)
    lines = re.sub(r"</(?:p|blockquote|ul|ol|table)> ?", "\n\n", re.sub(r"</(?:td|th)>", " ", lines))
    return re.sub(r"\n{3,}", "\n\n", html.unescape(strip_tags(lines))).strip()


def tree(text: str) -> list[Node]:
    """A text as nested data, for what is not HTML: texts, and `{"tag", "inside", "href"}`."""
    parser = _Tree()
    parser.feed(as_html(text))
    parser.close()
    return parser.root


class _Tree(HTMLParser):
    """Reads cleaned HTML, which is well formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list[Node] = []
        self.open: list[dict[str, Any]] = []
        self.passed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "br" and len(self.open) >= MOST_DEEP:
            self.passed += 1
            return
        node: dict[str, Any] = {"tag": tag, "inside": []}
        href = dict(attrs).get("href") or ""
        if href:
            node["href"] = href
        self._add(node)
        if tag != "br":
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self.passed:
            self.passed -= 1
        elif self.open and tag != "br":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        text = re.sub(r"[ \t\r\n]+", " ", data)
        if text.strip() or (self.open and self.open[-1]["tag"] not in {"ul", "ol", "table", "tbody", "tr"}):
            self._add(text)

    def _add(self, node: Node) -> None:
        (self.open[-1]["inside"] if self.open else self.root).append(node)
