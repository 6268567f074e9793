"""What awaits about waiting lists: a place kept for us."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from maillon.community.organisations.hats import Hat
from maillon.sharing.waiting.models import Wait
from maillon.sharing.waiting.queries import moment_in_words, waits_of
from maillon.shell.awaiting import Awaiting

AT_MOST = 3


def waits_await(hat: Hat) -> Iterator[Awaiting]:
    """Say which places are kept for this hat’s organisation: one query."""
    for wait in waits_of(hat).filter(state=Wait.State.OFFERED)[:AT_MOST]:
        if wait.kept_until is None:
            continue
        until = moment_in_words(wait.kept_until, wait.tz)
        yield Awaiting(
            _("%(asset)s\u00a0: la place est libre") % {"asset": wait.asset.name},
            _("Elle vous est gardée jusqu’au %(until)s.") % {"until": until},
            _("Répondre"),
            reverse("waiting:show", args=[wait.uid]),
        )
