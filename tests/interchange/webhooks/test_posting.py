"""A real receiver that is well, fails, hangs, answers slowly or too much, or sends on to elsewhere."""

import time

import pytest

from interchange.webhooks.posting import ANSWER_BYTES, Answer, post
from tests.interchange.webhooks.conftest import NAME, Receiver


def send(url: str, **more) -> Answer:
    return post(url, b"{}", {"Connection": "close"}, **more)


def test_what_the_receiver_answers_is_told(receiver: Receiver) -> None:
    answer = send(receiver.url("ok?a=b"))

    assert (answer.status, answer.text, answer.is_taken) == (200, "Tack!\N{REPLACEMENT CHARACTER}", True)
    [kept] = receiver.received()
    assert (kept["path"], kept["headers"]["Host"]) == ("/ok?a=b", f"127.0.0.1:{receiver.port}")


@pytest.mark.parametrize(
    ("path", "status", "problem"),
    [
        ("refuses", 400, "status"),
        ("hangs", None, "timeout"),
        ("drips", None, "timeout"),
        ("garbles", None, "nonsense"),
    ],
)
def test_what_is_no_answer_is_named_and_takes_no_longer_than_it_may(
    receiver: Receiver, path: str, status: int | None, problem: str
) -> None:
    began = time.monotonic()

    answer = send(receiver.url(path))

    assert (answer.status, answer.problem) == (status, problem)
    assert time.monotonic() - began < 3, "a second is allowed"


def test_of_a_huge_answer_only_the_beginning_is_read(receiver: Receiver) -> None:
    answer = send(receiver.url("floods"))

    assert (answer.status, answer.is_taken, len(answer.text)) == (200, True, ANSWER_BYTES)


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    answer = send(receiver.url("redirects"))

    assert (answer.status, answer.problem) == (307, "redirect")
    assert [kept["path"] for kept in receiver.received()] == ["/redirects"]


def test_nothing_reaches_a_host_that_is_not_allowed(receiver: Receiver, settings) -> None:
    settings.WEBHOOK_ALLOWED_HOSTS = []

    assert send(receiver.url()).problem == "refused"
    assert send(f"http://localhost:{receiver.port}/ok").problem == "refused"
    assert receiver.received() == []


def test_a_name_is_looked_up_once_so_that_it_cannot_mean_something_else_a_moment_later(
    receiver: Receiver,
) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])

    answer = send(f"http://{NAME}:{receiver.port}/ok", resolve=lambda *_: next(answers))

    assert answer.is_taken
    assert receiver.received()[0]["headers"]["Host"] == f"{NAME}:{receiver.port}"
    again = send(f"http://{NAME}:{receiver.port}/ok", resolve=lambda *_: next(answers))
    assert again.problem == "refused"


def test_where_nobody_listens_or_nothing_is_known_it_says_so(receiver: Receiver) -> None:
    def slowly(*_: object) -> list[str]:
        time.sleep(2)
        return ["127.0.0.1"]

    assert send("http://127.0.0.1:9/").problem == "unreachable"
    assert send("http://finns-inte.invalid/").problem in {"unknown_host", "timeout"}
    assert send(receiver.url(), resolve=slowly).problem == "timeout"


def test_tls_is_about_the_name_though_an_address_is_connected_to(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def send_to(name: str) -> Answer:
        return send(f"https://{name}:{receiver.secure_port}/ok", resolve=lambda *_: ["127.0.0.1"])

    assert send_to(NAME).problem == "tls", "nobody vouches for the certificate"
    monkeypatch.setenv("SSL_CERT_FILE", str(receiver.certificate))
    assert send_to(NAME).is_taken
    assert send_to("annan.example").problem == "tls"
    assert [kept["sni"] for kept in receiver.received()] == [[NAME]]
