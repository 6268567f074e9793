"""What awaits the steward: e-mails that could not be sent."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.mail.queries import failed_mails
from maillon.base.web.formats import day, number
from maillon.community.organisations.hats import Hat
from maillon.openness.notifications.permissions import looks_after_mail
from maillon.shell.awaiting import Awaiting


def mails_await(hat: Hat) -> Iterator[Awaiting]:
    """Say how many e-mails failed, and since when: two queries at most."""
    if not looks_after_mail(hat):
        return
    oldest = failed_mails().last()
    if oldest is None:
        return
    count = failed_mails().count()
    title = ngettext("%(n)s courriel en échec", "%(n)s courriels en échec", count) % {"n": number(count)}
    since = _("Le plus ancien est écrit le %(day)s.") % {"day": day(oldest.created_at)}
    yield Awaiting(title, since, _("Renvoyer"), reverse("notifications:failed"))
