"""People in the administration: who works here, as what, for which units."""

import re

import pytest
from django.core import mail

from organisations.models import Membership, User
from tests import factories

pytestmark = pytest.mark.django_db
PEOPLE = "/ostersund/administration/personer/"
HTMX = {"HX-Request": "true"}


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def edit(user: User) -> str:
    return f"{PEOPLE}{user.memberships.get().pk}/redigera/"


def test_people_are_found_by_name_address_and_unit(desk, planner, politician):
    assert "planner" not in text(desk.get(PEOPLE + "?q=reader%40", headers=HTMX))
    assert "reader@ostersund.example" in text(desk.get(PEOPLE + "?q=reader%40", headers=HTMX))
    assert "editor@ostersund.example" in text(desk.get(PEOPLE + "?q=samhälls", headers=HTMX))


def test_the_number_of_queries_does_not_grow_with_the_people(
    desk, municipality, department, django_assert_max_num_queries
):
    for membership in factories.MembershipFactory.create_batch(30, organisation=municipality, role="editor"):
        membership.unit_rows.create(unit=department)

    with django_assert_max_num_queries(9):
        desk.get(PEOPLE)


def test_who_is_invited_gets_a_link_to_choose_a_password(desk, department):
    sent = {"email": "ny@ostersund.example", "name": "Ny", "role": "editor", "units": [department.pk]}

    answer = desk.post(f"{PEOPLE}ny/", sent, follow=True)

    assert "ny@ostersund.example has been sent a link to choose a password." in text(answer)
    assert [message.to for message in mail.outbox] == [["ny@ostersund.example"]]
    assert "/konto/password/reset/key/" in mail.outbox[0].body
    assert "has not chosen a password yet" in text(answer)


def test_who_has_a_password_gets_no_mail(desk, stranger):
    answer = desk.post(f"{PEOPLE}ny/", {"email": stranger.email, "role": "reader"}, headers=HTMX)

    assert "has an account already" in text(answer)
    assert mail.outbox == []


def test_the_person_is_there_even_if_the_mail_server_is_away(desk, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    answer = desk.post(f"{PEOPLE}ny/", {"email": "ny@ostersund.example", "role": "reader"}, headers=HTMX)

    assert "the mail could not be sent" in text(answer)
    assert Membership.objects.filter(user__email="ny@ostersund.example").exists()


def test_somebody_who_is_here_already_is_refused_beside_the_field(desk, planner):
    answer = desk.post(f"{PEOPLE}ny/", {"email": planner.email, "role": "reader"})

    assert answer.status_code == 422
    assert 'id="id_email_error"' in text(answer)


def test_role_and_units_change_in_place(desk, planner, other_department):
    sent = {"version": planner.memberships.get().version, "role": "editor", "units": [other_department.pk]}

    row = text(desk.post(edit(planner), sent, headers=HTMX))

    assert "Barn och utbildning" in row
    assert "<html" not in row


def test_the_last_administrator_is_told_beside_the_role(desk, administrator):
    answer = desk.post(edit(administrator), {"version": 1, "role": "reader", "is_own_meant": "on"})

    assert answer.status_code == 422
    assert re.search(r'id="id_role_error">[^<]*only administrator', text(answer))


def test_an_administrator_gives_up_the_own_role_only_with_the_box_ticked(desk, administrator, municipality):
    factories.MembershipFactory(organisation=municipality, role="administrator")
    sent = {"version": 1, "role": "reader"}

    assert re.search(
        r'id="id_is_own_meant_error">[^<]*your own role', text(desk.post(edit(administrator), sent))
    )
    assert desk.post(edit(administrator), sent | {"is_own_meant": "on"}).status_code == 302


def test_who_was_slower_sees_the_other_units(desk, planner, other_department):
    membership = planner.memberships.get()
    membership.unit_rows.create(unit=other_department)

    answer = desk.post(edit(planner), {"version": membership.version, "role": "reader", "units": []})

    assert answer.status_code == 409
    assert "Barn och utbildning" in text(answer)
    assert planner.memberships.get().role == "editor"


def test_a_membership_ends_and_the_person_is_gone_from_the_list(desk, planner):
    membership = planner.memberships.get()

    answer = desk.post(f"{PEOPLE}{membership.pk}/ta-bort/", {"version": membership.version}, follow=True)

    assert "No longer a member: Editor" in text(answer)
    assert not planner.memberships.exists()
