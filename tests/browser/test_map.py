"""The map in a real browser: it and its list say the same, and choose for each other."""

import pytest
from playwright.sync_api import Page, Route, expect

from config.csp import policy
from planning.models import Position
from tests.browser.conftest import WIDTHS, Keyboard, Visit
from tests.browser.test_frame import violations
from tests.pages.town import Town

SWEREF = {"type": "name", "properties": {"name": "EPSG:3006"}}
SQUARE = [[480_000, 7_000_000], [490_000, 7_000_000], [490_000, 7_010_000], [480_000, 7_000_000]]
MAP = "/ostersund/karta/"
#: Where the middle of the map is in the window: there lies a point that was just shown from the list.
MIDDLE = """(each) => {
    const {x, y, width, height} = each.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
}"""
EAST = "document.querySelector('samplan-map').map.getView().getCenter()[0]"
CAPABILITIES = """<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1"
 version="1.0.0"><ows:ServiceProvider><ows:ProviderName>Kartverk</ows:ProviderName></ows:ServiceProvider><Contents>
<Layer><ows:Identifier>topo</ows:Identifier>
<Style isDefault="true"><ows:Identifier>default</ows:Identifier></Style>
<Format>image/svg+xml</Format><TileMatrixSetLink><TileMatrixSet>3006</TileMatrixSet></TileMatrixSetLink>
<ResourceURL format="image/svg+xml" resourceType="tile"
 template="https://tiles.example/{TileMatrix}/{TileRow}/{TileCol}.svg"/></Layer>
<TileMatrixSet><ows:Identifier>3006</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3006</ows:SupportedCRS>
<TileMatrix><ows:Identifier>5</ows:Identifier><ScaleDenominator>457142.857142857</ScaleDenominator>
<TopLeftCorner>8500000 -1200000</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight>
<MatrixWidth>128</MatrixWidth><MatrixHeight>128</MatrixHeight></TileMatrix></TileMatrixSet></Contents></Capabilities>"""
TILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256"/></svg>'
)


@pytest.fixture
def places(town: Town) -> Town:
    """The programme's position is a square, the draft's a point in it."""
    for key, kind, coordinates in (("p1", "Polygon", [SQUARE]), ("p2", "Point", [487_000, 7_004_000])):
        geometry = {"type": kind, "coordinates": coordinates, "crs": SWEREF}
        Position.objects.filter(key=key).update(geometry=geometry)
    return town


def drawn(page: Page) -> Page:
    expect(page.locator(".map-canvas canvas").first).to_be_visible(timeout=20_000)
    return page


def without_a_mouse(page: Page) -> None:
    """The arrow keys move the map, and the list's buttons choose."""
    keyboard = Keyboard(page)
    page.get_by_label("Vad ställningstagandet gäller").focus()
    keyboard.go_to(page.locator(".map-canvas"))
    before = page.evaluate(EAST)
    keyboard.press("ArrowRight")
    page.wait_for_function(f"(before) => {EAST} > before", arg=before)
    keyboard.follow(page.locator(".place button").last)
    expect(page.locator(".place").last).to_have_class("place place-chosen")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_chosen_in_the_list_or_on_the_map_is_chosen_in_both(
    visit: Visit, places: Town, politician, width: int
) -> None:
    page = drawn(visit(MAP, politician, width=width))
    point = page.locator(".place").filter(has_text="flygplatsen")
    square = page.locator(".place").filter(has_text="fjärrvärmen")
    point.get_by_role("button", name="Visa på kartan").click()
    expect(point.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".map-chosen")).to_contain_text("flygplatsen")
    page.wait_for_timeout(600)  # the map is on its way to the place

    canvas = page.locator(".map-canvas")
    x, y = canvas.evaluate(MIDDLE)
    page.mouse.click(x - 60, y)
    expect(square).to_have_class("place place-chosen")
    expect(page.locator(".map-chosen a").first).to_have_attribute("href", "/ostersund/stallningstaganden/p1/")
    page.mouse.click(x, y)
    expect(point).to_have_class("place place-chosen")
    without_a_mouse(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_background_is_fetched_where_one_is_set_and_named(visit: Visit, places: Town, settings) -> None:
    settings.MAP_WMTS_URL = "https://tiles.example/wmts"
    settings.CONTENT_SECURITY_POLICY = policy(settings.MAP_WMTS_URL)
    page = visit("/ostersund/")
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        is_tile = route.request.url.endswith(".svg")
        kind = "image/svg+xml" if is_tile else "application/xml"
        headers = {"access-control-allow-origin": "*"}
        route.fulfill(body=TILE if is_tile else CAPABILITIES, content_type=kind, headers=headers)

    page.route("https://tiles.example/**", answer)
    page.goto(page.url.replace("/ostersund/", MAP))
    expect(drawn(page).locator(".ol-attribution")).to_contain_text("© Kartverk")
    page.wait_for_timeout(500)  # tiles come one after the other
    assert [url for url in asked if url.startswith("https://tiles.example/5/45/51.svg")]
