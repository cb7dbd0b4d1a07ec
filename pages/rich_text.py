"""A textarea for rich text: an editor takes it over where scripts run."""

import json
from typing import Any

from django import forms
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


class RichTextarea(forms.Textarea):
    """A textarea for plain text with empty lines between paragraphs; `<rich-text>` makes more of it."""

    input_type = "textarea"

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The element; `attrs` as for any widget."""
        return format_html(
            '<rich-text data-editor="{}" data-words="{}">{}</rich-text>',
            static("django_prose_editor/editor.js"),
            json.dumps(words(), ensure_ascii=False),
            super().render(name, value, attrs, renderer),
        )


def words() -> dict[str, str]:
    """What the editor's tools are called."""
    return {
        "tools": _("Form of the text"),
        "bold": _("Bold"),
        "italic": _("Italic"),
        "bulletList": _("Bulleted list"),
        "orderedList": _("Numbered list"),
        "blockquote": _("Quotation"),
        "subscript": _("Subscript"),
        "superscript": _("Superscript"),
        "link": _("Link"),
        "table": _("Table"),
        "addRow": _("Row below"),
        "addColumn": _("Column to the right"),
        "removeRow": _("Remove the row"),
        "removeColumn": _("Remove the column"),
        "removeTable": _("Remove the table"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "address": _("Web address"),
        "set_link": _("Set the link"),
        "remove_link": _("Remove the link"),
    }
