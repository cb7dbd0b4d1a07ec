import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_frame_names_organisation_person_and_role(log_in, municipality, planner) -> None:
    page = text_of(log_in(planner).get("/ostersund/"))
    assert "Östersunds kommun" in page
    assert "Redaktör" in page


def test_the_present_place_is_marked(client: Client, municipality) -> None:
    page = text_of(client.get("/ostersund/mal/"))
    assert '<a href="/ostersund/mal/" aria-current="page">Mål</a>' in page
    assert '<a href="/ostersund/">Översikt</a>' in page


@pytest.mark.parametrize(("language", "word"), [("sv", "Översikt"), ("nb", "Oversikt"), ("en", "Overview")])
def test_the_reader_chooses_the_language(client: Client, municipality, language, word) -> None:
    client.post("/om/sprak/", {"language": language, "next": "/ostersund/"})
    page = text_of(client.get("/ostersund/"))
    assert f'<html lang="{language}"' in page
    assert f'<h1 class="ds-heading">{word}</h1>' in page


def test_a_norwegian_name_on_a_swedish_page_says_its_language(client: Client, municipality) -> None:
    municipality.language = "nb"
    municipality.save()
    assert re.search(r'class="site-name"[^>]* lang="nb"', text_of(client.get("/ostersund/")))


def test_the_accent_is_served_as_a_stylesheet_with_readable_text(client: Client, municipality) -> None:
    municipality.accent = "#ffcc00"
    municipality.save()
    response = client.get("/ostersund/accent.css")
    light, dark = response.content.decode().split("\n", 1)
    assert response["Content-Type"] == "text/css"
    assert "--accent:#ffcc00" in light
    assert "--accent-contrast:#000000" in light
    assert "--accent-text:#ffcc00" not in light
    assert "(prefers-color-scheme:dark){:root{--accent-text:#ffcc00;}}" in dark


def test_no_page_carries_inline_styles_or_scripts(client: Client, town) -> None:
    for path in ("/", "/om/komponenter/", "/konto/login/", "/ostersund/", "/ostersund/mal/",
                 "/ostersund/mal/ostersund/mal/klimat/"):  # fmt: skip
        page = client.get(path, follow=True).content.decode()
        assert not re.search(r"<[^>]+\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=", page), path


def test_the_gallery_shows_every_component(client: Client) -> None:
    page = text_of(client.get("/om/komponenter/"))
    parts = "chain-full strength--3 ds-alert table-region empty-state ds-pagination segmented ds-dialog"
    for part in [*parts.split(), "ds-error-summary", "definitions", "finding-high", "trend-up", "undo"]:
        assert part in page
