from core.messages import Message, in_python, in_template


def test_texts_of_python_are_found_with_context_and_plural() -> None:
    source = """
_("One")
pgettext_lazy("state", "Yes")
ngettext("%(n)d goal", "%(n)d goals", n)
_(variable)
_("a" "b")
"""
    assert set(in_python(source)) == {
        Message("One"), Message("Yes", context="state"), Message("%(n)d goal", plural="%(n)d goals"),
        Message("ab"),
    }  # fmt: skip


def test_texts_of_templates_are_found_with_context_and_plural() -> None:
    source = (
        '{% load i18n %}{% translate "It\'s" %}{% translate "No" context "state" %}'
        "{% blocktranslate count n=x %}{{ n }} goal{% plural %}{{ n }} goals{% endblocktranslate %}"
    )
    assert set(in_template(source)) == {
        Message("It's"), Message("No", context="state"), Message("%(n)s goal", plural="%(n)s goals")
    }  # fmt: skip


def test_placeholders_of_both_kinds_are_known() -> None:
    assert Message("{first} has %(n)d").placeholders == {"{first}", "%(n)d"}
