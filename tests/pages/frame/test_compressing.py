import gzip

import pytest
from django.test import Client

TAKES = {"accept-encoding": "gzip"}


@pytest.mark.django_db
def test_a_page_goes_compressed_to_a_browser_that_takes_it_so(client: Client, town) -> None:
    address = f"/{town.organisation.slug}/"
    plain, small = client.get(address), client.get(address, headers=TAKES)
    assert "Content-Encoding" not in plain
    assert small["Content-Encoding"] == "gzip"
    assert len(small.content) < len(plain.content) / 3
    assert "Översikt" in gzip.decompress(small.content).decode()
    assert "Accept-Encoding" in small["Vary"]


@pytest.mark.django_db
def test_an_answer_of_the_api_keeps_its_strong_etag(client: Client, town) -> None:
    address = f"/api/v1/alignment/reports/latest/?organisation={town.organisation.key}"
    response = client.get(address, headers=TAKES)
    assert response.status_code == 200
    assert "Content-Encoding" not in response
