"""The texts that are translated: found in Python files and templates, without gettext's tools."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

#: What a call of that name marks, by the places of its arguments.
CONTEXT, SINGULAR, PLURAL = "context", "singular", "plural"
SHAPES = {
    "gettext": (SINGULAR,),
    "ngettext": (SINGULAR, PLURAL),
    "pgettext": (CONTEXT, SINGULAR),
    "npgettext": (CONTEXT, SINGULAR, PLURAL),
}
MARKS = {f"{name}{lazy}": shape for name, shape in SHAPES.items() for lazy in ("", "_lazy")} | {
    "_": (SINGULAR,)
}
LITERAL = r"""(u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*")"""
TEMPLATE_CALL = re.compile(
    rf"\b(_|n?p?gettext)\(\s*{LITERAL}(?:\s*,\s*{LITERAL})?(?:\s*,\s*{LITERAL})?", re.DOTALL
)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%(?=[sd])")
NOT_SEARCHED = {".venv", "tests", "migrations", "node_modules", "staticfiles", ".samplan", "docs", "data"}


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A text to translate; `context` tells apart equal texts, `plural` is the form for many."""

    singular: str
    context: str = ""
    plural: str = ""

    @property
    def placeholders(self) -> frozenset[str]:
        """The names that its translations have to hold, as they stand in the form for many."""
        return placeholders(self.plural or self.singular)


def placeholders(text: str) -> frozenset[str]:
    """The names that are filled in: of `%(name)s` and of `{name}`."""
    return frozenset(match[0] for match in PLACEHOLDER.finditer(text))


def messages(root: Path) -> dict[Message, list[str]]:
    """Every text below the folder, with the files that it stands in."""
    found: dict[Message, set[str]] = {}
    for path in files(root):
        read = in_template if path.suffix == ".html" else in_python
        for message in read(path.read_text(encoding="utf-8")):
            found.setdefault(message, set()).add(path.relative_to(root).as_posix())
    return {message: sorted(found[message]) for message in sorted(found)}


def files(root: Path) -> Iterator[Path]:
    """The Python files and templates that can hold texts."""
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.html")]):
        if not NOT_SEARCHED & set(path.relative_to(root).parts):
            yield path


def in_python(source: str) -> Iterator[Message]:
    """The texts that calls of gettext and its kin mark; what is no literal cannot be found."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [literal(argument) for argument in node.args]
            yield from marked(name, texts)


def literal(node: ast.expr) -> str | None:
    """A string that stands there as it is, adjacent pieces put together."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def in_template(source: str) -> Iterator[Message]:
    """The texts of `translate`, `blocktranslate` and `_("…")`."""
    for match in TEMPLATE_CALL.finditer(templatize(source)):
        texts = [ast.literal_eval(text) if text else None for text in match.groups()[1:]]
        yield from marked(match[1], texts)


def marked(name: str, texts: list[str | None]) -> Iterator[Message]:
    """The text that a call with these arguments marks, if it does."""
    shape = MARKS.get(name)
    if shape is None or len(texts) < len(shape):
        return
    parts = dict(zip(shape, texts, strict=False))
    singular = parts[SINGULAR]
    if singular and None not in parts.values():
        yield Message(singular, parts.get(CONTEXT) or "", parts.get(PLURAL) or "")
