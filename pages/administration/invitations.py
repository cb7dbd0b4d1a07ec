"""The mail with which somebody who is invited chooses a password."""

from allauth.account.forms import ResetPasswordForm

from organisations.models import User
from pages.guards import Request


def send_invitation(request: Request, user: User) -> bool:
    """Sends the link with which the person chooses a password; says whether it could be sent."""
    form = ResetPasswordForm(data={"email": user.email})
    if not form.is_valid():
        return False
    try:
        form.save(request)
    except OSError:  # the mail server is away or refuses
        return False
    return True
