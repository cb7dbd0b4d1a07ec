"""Letters: what they say, to whom, and that each goes out once."""

import re
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone

from dialogue.models import Letter, Subscription
from dialogue.selectors.subscriptions import week_began_at
from goals.models import Goal
from organisations.models import Organisation, User

pytestmark = pytest.mark.django_db(transaction=True)


class Away(EmailBackend):
    """A mail server that takes nothing: it is away."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("gone")


class Refusing(EmailBackend):
    """A mail server that does not know the person."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({"x@y.example": (550, b"no such person")})


def a_week_ago() -> None:
    Subscription.objects.update(looked_at=timezone.now() - timedelta(days=8))


def test_a_chain_that_breaks_is_told_at_once_with_what_was_done(follow, pay, send, politician):
    follow()
    pay("unfunded")

    assert (send(), send()) == (1, 0)

    [letter] = mail.outbox
    assert letter.to == [politician.email]
    assert letter.subject == "1 Klimatneutralt 2030: kedjan har brustit"
    assert "– 1 Klimatneutralt 2030: " in letter.body
    assert "åtgärden Ny panna" in letter.body
    assert "kedjan brister vid: finansierat" in letter.body
    assert "http://localhost:8000/ostersund/mal/ostersund/mal/klimat/" in letter.body


def test_the_letter_is_plain_text_and_html_and_can_be_ended_by_a_mail_program(follow, pay, send, client):
    stored = follow()
    pay("unfunded")
    send()

    [letter] = mail.outbox
    html, kind = letter.alternatives[0]
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert kind == "text/html"
    assert 'href="http://localhost:8000/ostersund/' in html
    assert 'href="/' not in html
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["Message-ID"] == f"<subscription-{stored.pk}-2@localhost>"
    assert address in letter.body
    client.post(address.removeprefix("http://localhost:8000"), {"List-Unsubscribe": "One-Click"})
    assert not Subscription.objects.exists()


def test_a_chain_that_mends_is_told_and_what_neither_breaks_nor_mends_is_not(follow, pay, send, town):
    follow()
    pay("unfunded")
    send()
    pay("decided")
    send()
    Goal.objects.create(framework=town.framework, key="ny", title="Levande sjöar")
    town.recompute()

    assert send() == 0
    subjects = [letter.subject for letter in mail.outbox]
    assert subjects == [f"1 Klimatneutralt 2030: kedjan {what}" for what in ("har brustit", "håller igen")]
    assert list(Letter.objects.order_by("number").values_list("since_number", "number")) == [(1, 2), (2, 3)]
    assert Subscription.objects.get().told_number == 4


def test_who_breaks_and_mends_before_anybody_looks_tells_nothing(follow, pay, send):
    follow()
    pay("unfunded")
    pay("decided")

    assert send() == 0


def test_the_week_s_letter_comes_on_monday_and_only_if_something_has_changed(follow, pay, send, town):
    follow(rhythm="weekly")
    follow(rhythm="weekly", subject=town.organisation)
    a_week_ago()
    assert send() == 0
    pay("unfunded")
    assert send() == 0, "they were looked at this week"

    a_week_ago()

    assert (send(), send()) == (2, 0)
    subjects = {letter.subject for letter in mail.outbox}
    assert subjects == {"1 Klimatneutralt 2030: det har ändrats", "Östersunds kommun: det har ändrats"}


@pytest.mark.parametrize(
    ("now", "began"),
    [
        ("2026-11-23T04:59", "2026-11-16T05:00"),
        ("2026-11-23T05:00", "2026-11-23T05:00"),
        ("2026-11-29T22:00", "2026-11-23T05:00"),
        ("2026-03-30T04:00", "2026-03-30T04:00"),  # summer time began the day before
    ],
)
def test_the_week_begins_on_monday_at_six_where_the_organisation_is(now, began):
    there = Organisation(time_zone="Europe/Stockholm")

    found = week_began_at(there, datetime.fromisoformat(f"{now}+00:00"))

    assert found.astimezone(UTC) == datetime.fromisoformat(f"{began}+00:00")


@pytest.mark.parametrize("why", ["left", "locked out", "goal gone"])
def test_nobody_is_told_of_what_they_may_not_see_any_more(follow, pay, send, politician, town, *, why):
    follow()
    follow(rhythm="weekly", subject=town.organisation)
    pay("unfunded")
    a_week_ago()
    if why == "left":
        politician.memberships.get().delete()
    elif why == "locked out":
        User.objects.filter(pk=politician.pk).update(is_active=False)
    else:
        Subscription.objects.filter(rhythm="weekly").delete()
        Subscription.objects.update(subject_id=town.climate.pk + 1000)

    assert send() == 0
    assert mail.outbox == []
    assert set(Subscription.objects.values_list("told_number", flat=True)) == {2}, "nor told of it later"


def test_each_is_told_in_their_language(follow, pay, send, *, politician, planner, coordinator):
    for user, language in ((politician, "nn"), (planner, "en"), (coordinator, "")):
        User.objects.filter(pk=user.pk).update(language=language)
        follow(user=user)
    pay("unfunded")

    assert send() == 3
    ends = {letter.to[0].split("@")[0]: letter.subject.partition(": ")[2] for letter in mail.outbox}
    assert ends == {
        "reader": "kjeden er brutt",
        "editor": "the chain has broken",
        "coordinator": "kedjan har brustit",
    }


def test_a_mail_server_that_is_away_gets_the_letter_later(follow, pay, send, settings):
    follow()
    pay("unfunded")
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    assert send() == 0
    assert not Letter.objects.exists()

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert (send(), send()) == (1, 0)


def test_an_address_that_is_refused_for_good_is_not_tried_again(follow, pay, send, settings):
    follow()
    pay("unfunded")
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert send() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert send() == 0
    assert not Letter.objects.exists()


def test_reports_that_are_no_longer_kept_are_stood_for_by_the_nearest_one(follow, pay, send, town):
    follow(told_number=0)
    pay("unfunded")

    assert send() == 1


def test_an_operator_sends_what_is_due_by_a_command(follow, pay, capsys):
    follow()
    pay("unfunded")

    call_command("send_letters")

    assert re.search(r"ostersund: .*1", capsys.readouterr().out)
    assert len(mail.outbox) == 1
