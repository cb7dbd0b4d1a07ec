"""What a letter says: composed of two frozen reports, in the person's language, for the person alone."""

import zoneinfo
from dataclasses import dataclass, field
from email.utils import formatdate
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.models import AlignmentReport
from alignment.selectors.comparing import Compared, compared
from core.templatetags.ui import day
from dialogue.models import Subscription
from dialogue.services.letters import Due
from goals.models import Goal
from organisations.models import Organisation
from organisations.policies import standing
from pages.guards import Viewer
from pages.reporting.selectors import Comparison, comparison_of
from pages.reporting.sentences import sentences_of
from pages.subscriptions.selectors import kind_word, language_of, thing_of, token_of

Numbers = tuple[int, int]
BROKEN, MENDED, BOTH, OTHER = "broken", "mended", "both", "other"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says beside its sentences."""

    subject: str
    lead: str
    more: str
    links: list[tuple[str, str]]
    why: str
    end_url: str


@dataclass
class Writer:
    """Writes the letters of one organisation in one run; what several tell of is read once."""

    organisation: Organisation
    _compared: dict[Numbers, Compared | None] = field(default_factory=dict)
    _told: dict[tuple[Numbers, str, str], Comparison | None] = field(default_factory=dict)

    def compose(self, due: Due) -> EmailMultiAlternatives | None:
        """The letter that a subscription leads to; None if there is nothing to tell."""
        stored = due.subscription
        zone = zoneinfo.ZoneInfo(self.organisation.time_zone)
        with translation.override(language_of(stored)), timezone.override(zone):
            numbers = (self._kept(stored.told_number), due.number)
            goal = self._goal_of(stored)
            outcome = self._outcome(numbers, goal, stored) if goal else OTHER
            if numbers[0] == numbers[1] or (
                stored.rhythm == Subscription.Rhythm.AT_ONCE and outcome == OTHER
            ):
                return None
            told = self._comparison(numbers, goal, stored)
            sentences = sentences_of(told) if told else []
            if told is None or not sentences:
                return None
            return _message(due, self._letter(stored, told, outcome), sentences)

    def _kept(self, number: int) -> int:
        """The report of that number, or of those that are still kept the nearest one before or after it."""
        kept = AlignmentReport.objects.filter(organisation=self.organisation).order_by("number")
        numbers = kept.values_list("number", flat=True)
        return numbers.filter(number__lte=number).last() or numbers.first() or 0

    def _goal_of(self, stored: Subscription) -> str:
        """The goal as reports name it; empty for the whole organisation."""
        return stored.subject.reference if isinstance(stored.subject, Goal) else ""

    def _outcome(self, numbers: Numbers, goal: str, stored: Subscription) -> str:
        """What became of the goal's chain: whether a stage broke, or one that was broken mended."""
        if numbers not in self._compared:
            self._compared[numbers] = compared(self.organisation, numbers, stored.user)
        found = self._compared[numbers]
        differs = [each for each in found.difference.goals if each.name == goal] if found else []
        # A goal that has just come into the report was neither whole nor broken in it.
        changes = [change for each in differs for _stage, change in each.stages if change.before]
        breaks = any(change.after == "broken" for change in changes)
        mends = any(change.before == "broken" and change.after for change in changes)
        return {(True, True): BOTH, (True, False): BROKEN, (False, True): MENDED}.get((breaks, mends), OTHER)

    def _comparison(self, numbers: Numbers, goal: str, stored: Subscription) -> Comparison | None:
        """The reports beside each other, as members read them: the same for all of one language."""
        key = (numbers, goal, translation.get_language() or "")
        if key not in self._told:
            organisation, user = self.organisation, stored.user
            viewer = Viewer(organisation, user, standing(user, organisation), organisation.today())
            self._told[key] = comparison_of(viewer, numbers, only_goal=goal)
        return self._told[key]

    def _letter(self, stored: Subscription, told: Comparison, outcome: str) -> Letter:
        thing: Any = thing_of(self.organisation, kind_word(stored), stored.subject_id)
        before, after = told.compared.before, told.compared.after
        is_whole = isinstance(stored.subject, Organisation)
        name = self.organisation.name if is_whole else thing.text
        moved = [goal for goal in told.compared.difference.goals if goal.stages or goal.score]
        more = len(moved) - len(sentences_of(told)) if is_whole else 0
        slug = self.organisation.slug
        everything = f"{reverse('reporting:comparison_detail', args=[slug])}?{told.query}"
        return Letter(
            subject=_subject(outcome if stored.rhythm == Subscription.Rhythm.AT_ONCE else OTHER, name),
            lead=_("What the report of %(after)s says, and that of %(before)s did not:")
            % {"after": day(after.computed_at), "before": day(before.computed_at)},
            more=ngettext("%(n)s more goal has moved.", "%(n)s more goals have moved.", more) % {"n": more}
            if more > 0
            else "",
            links=[
                (_("Open the overview") if is_whole else _("Open the goal"), absolute(thing.url)),
                (_("All that has changed, and why"), absolute(everything)),
                (
                    _("My subscriptions"),
                    absolute(reverse("subscriptions:subscription_list", args=[slug])),
                ),
            ],
            why=_("You get this because you follow “%(thing)s” in Samplan.") % {"thing": name},
            end_url=absolute(reverse("subscription_linked", args=[token_of(stored)])),
        )


def absolute(path: str) -> str:
    """The whole address of a page."""
    return f"{settings.PUBLIC_URL}{path}"


def _subject(outcome: str, name: str) -> str:
    words = {
        BROKEN: _("%(name)s: the chain has broken"),
        MENDED: _("%(name)s: the chain has mended"),
        BOTH: _("%(name)s: the chain has broken, and mended in another place"),
        OTHER: _("%(name)s: what has changed"),
    }
    return " ".join((words[outcome] % {"name": name}).split())


def _message(due: Due, letter: Letter, sentences: list[SafeString]) -> EmailMultiAlternatives:
    """The letter as plain text and as simple HTML, with what mail programs need to end it by themselves."""
    stored = due.subscription
    host = urlsplit(settings.PUBLIC_URL).hostname
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=_plain(letter, sentences),
        to=[stored.user.email],
        headers={
            # The same letter has the same name, should it ever go out twice.
            "Message-ID": f"<subscription-{stored.pk}-{due.number}@{host}>",
            "Date": formatdate(localtime=False),
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{letter.end_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    # Every link in a sentence is an address of ours; a quotation mark in somebody's text is escaped.
    whole = [mark_safe(each.replace('href="/', f'href="{settings.PUBLIC_URL}/')) for each in sentences]  # noqa: S308 - see above
    context = {"letter": letter, "sentences": whole, "language": translation.get_language()}
    message.attach_alternative(render_to_string("subscriptions/letter.html", context), "text/html")
    return message


def _plain(letter: Letter, sentences: list[SafeString]) -> str:
    lines = [letter.lead, "", *(f"– {unescape(strip_tags(each))}" for each in sentences), ""]
    lines += [letter.more, ""] if letter.more else []
    lines += [f"{text}: {url}" for text, url in letter.links]
    return "\n".join([*lines, "", letter.why, f"{_('End the subscription')}: {letter.end_url}", ""])
