from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from django.utils.translation import override

from core.templatetags import ui


def drawn(source: str, **context) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "written"), [("sv", "−1\xa0234,5"), ("nb", "−1\xa0234,5"), ("en", "−1,234.5")]
)
def test_numbers_are_written_as_the_reader_does(language, written) -> None:
    with override(language):
        assert ui.number(Decimal("-1234.50")) == written


def test_no_number_is_a_dash_and_zero_is_zero() -> None:
    assert ui.number(None) == "–"
    assert ui.number(0) == "0"
    assert ui.signed(0) == "0"
    assert ui.signed(3) == "+3"
    assert ui.signed(-2) == "−2"


@pytest.mark.parametrize(
    ("language", "written"),
    [("sv", "1\xa0200\xa0000\xa0kr"), ("nb", "1\xa0200\xa0000\xa0kr"), ("en", "1,200,000\xa0SEK")],
)
def test_money_has_its_currency(language, written) -> None:
    with override(language):
        assert ui.money(1_200_000, "SE") == written


def test_large_sums_are_in_millions() -> None:
    with override("sv"):
        assert ui.million(1_790_400_000) == "1\xa0790 miljoner kr"
        assert ui.million(9_000_000) == "9\xa0000\xa0000\xa0kr"


@pytest.mark.parametrize(
    ("language", "written"),
    [("sv", "22 november 2026"), ("nb", "22. november 2026"), ("en", "22 November 2026")],
)
def test_days_are_written_as_the_reader_does(language, written) -> None:
    with override(language):
        assert ui.day(date(2026, 11, 22)) == written


def test_content_in_another_language_than_the_page_says_so() -> None:
    with override("sv"):
        assert drawn("<p{% lang 'nb' %}>") == '<p lang="nb">'
        assert drawn("<p{% lang 'sv' %}>") == "<p>"


def test_a_badge_has_word_sign_and_colour_and_escapes() -> None:
    page = drawn('{% badge text tone="ok" sign="ok" %}', text="<b>")
    assert "tone-ok" in page
    assert "#sign-ok" in page
    assert "&lt;b&gt;" in page


def test_a_score_is_a_number_and_a_bar_of_that_length() -> None:
    with override("sv"):
        page = drawn("{% score 41.5 decimals=1 %}")
    assert "41,5" in page
    assert 'width="41.5"' in page


def test_a_trend_says_its_direction_in_a_word() -> None:
    with override("sv"):
        assert "ned" in drawn("{% trend 40 52 %}")
        assert "−12" in drawn("{% trend 40 52 %}")
        assert "Inget tidigare" in drawn("{% trend 40 None %}")


def test_pages_keep_the_filters() -> None:
    from django.core.paginator import Paginator

    request = RequestFactory().get("/?q=a&page=2")
    page = drawn("{% pagination page %}", page=Paginator(range(50), 10).page(2), request=request)
    assert 'href="/?q=a&amp;page=3"' in page
    assert 'aria-current="page"' in page


def test_a_second_list_of_a_page_has_pages_of_its_own() -> None:
    from django.core.paginator import Paginator

    request = RequestFactory().get("/?page=2&planer=2")
    tag = '{% pagination page name="planer" label="Pages of plans" anchor="#plans" %}'
    page = drawn(tag, page=Paginator(range(50), 10).page(2), request=request)
    assert 'href="/?page=2&amp;planer=3#plans"' in page
    assert 'aria-label="Pages of plans"' in page


def test_a_field_ties_label_help_and_error_to_the_control() -> None:
    class Form(forms.Form):
        name = forms.CharField(help_text="As decided.")

    page = drawn("{% field form.name %}{% form_errors form %}", form=Form({}))
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_name_help id_name_error"' in page
    assert '<a class="ds-link" href="#id_name">' in page


def test_blocks_hold_what_is_put_in_them() -> None:
    page = drawn('{% table_region label="Åtgärder" %}<table></table>{% endtable_region %}')
    assert 'role="region" aria-label="Åtgärder" tabindex="0"' in page
    assert "<table></table>" in page


@pytest.mark.parametrize(("count", "is_long"), [(30, False), (31, True)])
def test_a_select_with_too_many_options_to_read_gets_a_search(count, is_long) -> None:
    class Form(forms.Form):
        unit = forms.ChoiceField(choices=[(n, f"Enhet {n}") for n in range(count)])

    with override("sv"):
        page = drawn("{% field form.unit %}", form=Form())
    assert ("<choice-picker" in page) == is_long
    assert page.count("<option") == count
    assert "<choice-picker" not in drawn("{% field form.unit is_searched=True %}", form=Form())


def test_a_select_shows_groups_what_is_chosen_and_no_markup_of_its_labels() -> None:
    class Form(forms.Form):
        unit = forms.ChoiceField(choices=[("", "Alla"), ("Nämnder", [(1, "<b>Bygg</b>"), (2, "Skola")])])

    page = drawn("{% field form.unit %}", form=Form({"unit": "2"}))
    assert '<option value="">Alla</option>' in page
    assert '<optgroup label="Nämnder">' in page
    assert '<option value="1">&lt;b&gt;Bygg&lt;/b&gt;</option>' in page
    assert '<option value="2" selected>Skola</option>' in page


def test_a_badge_that_may_have_markup_is_not_shown_for_one_that_may_not() -> None:
    assert "<i>x</i>" in drawn("{% badge text %}", text=mark_safe("<i>x</i>"))
    assert "&lt;i&gt;x&lt;/i&gt;" in drawn("{% badge text %}", text="<i>x</i>")
