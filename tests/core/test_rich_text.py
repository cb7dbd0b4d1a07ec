"""Rich text: what may stand in it, and what is taken out."""

import pytest

from core.rich_text import as_html, cleaned, plain, simplest, tree

HOSTILE = {
    "<p>Hej<script>alert(1)</script></p>": "<p>Hej</p>",
    '<p onclick="alert(1)">Hej</p>': "<p>Hej</p>",
    '<p><img src="x" onerror="alert(1)">Hej</p>': "<p>Hej</p>",
    '<p><a href="javascript:alert(1)">Hej</a></p>': "<p><a>Hej</a></p>",
    '<p><a href=" jAvAsCrIpT:alert(1)">Hej</a></p>': "<p><a>Hej</a></p>",
    '<p><a href="data:text/html,x">Hej</a></p>': "<p><a>Hej</a></p>",
    '<p style="position:fixed">Hej</p>': "<p>Hej</p>",
    "<style>p{display:none}</style><p>Hej</p>": "<p>Hej</p>",
    '<p>Hej</p><iframe src="//x"></iframe>': "<p>Hej</p>",
    "<svg><script>alert(1)</script></svg><p>Hej</p>": "<p>Hej</p>",
    '<form action="//x"><p>Hej</p></form>': "<p>Hej</p>",
}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_could_do_harm_is_taken_out(text: str) -> None:
    assert cleaned(text) == HOSTILE[text]
    assert as_html(text) == HOSTILE[text]


@pytest.mark.parametrize(
    "text",
    [
        "<p><strong>Fett</strong> och <em>kursivt</em>, CO<sub>2</sub> och m<sup>2</sup>.<br>Ny rad.</p>",
        "<ul><li><p>Ett</p></li></ul><ol><li>Två</li></ol><blockquote><p>Citat</p></blockquote>",
        '<p><a href="https://boverket.se/">a</a> <a href="mailto:a@b.se">b</a></p>',
        "<table><tbody><tr><th>År</th></tr><tr><td>2030</td></tr></tbody></table>",
    ],
)
def test_what_belongs_in_a_section_stays_as_it_is(text: str) -> None:
    assert cleaned(text) == text
    assert simplest(text) == text


@pytest.mark.parametrize("text", ["Högst <55 dB & <Lden>", "a < b > c", "Stycke ett.\n\nStycke två.", ""])
def test_plain_text_is_no_html(text: str) -> None:
    assert cleaned(text) == simplest(text) == plain(text) == text
    assert "<Lden>" not in as_html(text)


@pytest.mark.parametrize("text", [*HOSTILE, "<h2>R</h2><b>f</b> & <i>k</i>", "<u>a</u> &lt;script&gt; & b"])
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
    assert simplest(simplest(text)) == simplest(text)


def test_headings_of_other_programs_become_bold_lines() -> None:
    assert cleaned("<h2>Bakgrund</h2><p><b>Hej</b></p>") == (
        "<p><strong>Bakgrund</strong></p><p><strong>Hej</strong></p>"
    )


def test_a_text_of_paragraphs_alone_is_kept_as_plain_text() -> None:
    assert simplest("<p>Ett &amp; <br>annat.</p><p></p><p>Två.</p>") == "Ett &\nannat.\n\nTvå."
    assert simplest("<p></p>") == ""
    assert simplest("<p>&lt;script&gt;x&lt;/script&gt;</p>") == "<p>&lt;script&gt;x&lt;/script&gt;</p>"


def test_the_words_of_a_rich_text_stand_on_lines() -> None:
    assert plain("<p>Ett <em>litet</em> &amp; gott.</p><ul><li>a</li><li>b</li></ul><p>Slut.</p>") == (
        "Ett litet & gott.\n\na\nb\n\nSlut."
    )


def test_the_tree_of_a_text_has_tags_words_and_addresses() -> None:
    assert tree('<p>Se <a href="https://x.se/">x</a></p>') == [
        {"tag": "p", "inside": ["Se ", {"tag": "a", "inside": ["x"], "href": "https://x.se/"}]}
    ]
    assert tree("a < b\nc") == [{"tag": "p", "inside": ["a < b", {"tag": "br", "inside": []}, "c"]}]


def test_a_text_of_a_thousand_nested_quotes_is_read_without_them() -> None:
    text = "<blockquote>" * 1000 + "<p>Djupt.</p>" + "</blockquote>" * 1000 + "<p>Efter.</p>"
    found = tree(text)
    assert found[-1] == {"tag": "p", "inside": ["Efter."]}
