"""What awaits of the messages that strangers leave by a label."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import day, number
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.permissions import may_keep
from maillon.sharing.labels.queries import messages_of
from maillon.shell.awaiting import Awaiting


def messages_await(hat: Hat) -> Iterator[Awaiting]:
    """Say how many messages wait for those who look after the assets: two queries at most."""
    if hat.organisation_id is None or not may_keep(hat, hat.organisation_id):
        return
    waiting = messages_of(hat.organisation_id, closed=False)
    latest = waiting.first()
    if latest is None:
        return
    count = waiting.count()
    title = ngettext("%(n)s message reçu par une étiquette", "%(n)s messages reçus par une étiquette", count)
    what = latest.asset.name if latest.asset else str(latest.label)
    text = _("« %(kind)s » : %(what)s, %(day)s.") % {
        "kind": latest.get_kind_display(),
        "what": what,
        "day": day(latest.received_at),
    }
    yield Awaiting(title % {"n": number(count)}, text, _("Lire"), reverse("labels:messages"))
