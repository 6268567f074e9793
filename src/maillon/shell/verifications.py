"""What awaits about verifications: requests to decide, and one's own to complete or renew."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import day, number
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Organisation
from maillon.community.verification.models import Request
from maillon.community.verification.permissions import verifies
from maillon.community.verification.queries import open_request_of, standing_of, waiting_for
from maillon.community.verification.rules import Standing
from maillon.shell.awaiting import Awaiting


def verifications_await(hat: Hat) -> Iterator[Awaiting]:
    """Say how many requests wait for this hat, and what its own organisation has to do: four queries at most."""
    if verifies(hat):
        yield from _to_decide(hat)
    if hat.organisation_id is not None and hat.has(Role.ORGANISATION_ADMIN):
        yield from _own(hat.organisation_id)


def _to_decide(hat: Hat) -> Iterator[Awaiting]:
    waiting = waiting_for(hat)
    first = waiting.first()
    if first is None or first.sent_at is None:
        return
    count = waiting.count()
    title = ngettext("%(n)s organisation à vérifier", "%(n)s organisations à vérifier", count) % {
        "n": number(count)
    }
    text = _("La plus ancienne demande date du %(day)s.") % {"day": day(first.sent_at)}
    yield Awaiting(title, text, _("Examiner"), reverse("verification:queue"))


def _own(organisation_id: int) -> Iterator[Awaiting]:
    organisation = Organisation.objects.get(pk=organisation_id)
    href = reverse("verification:status", args=[organisation_id])
    request = open_request_of(organisation_id)
    standing = standing_of(organisation, timezone.localdate())
    if request is not None and request.state == Request.State.SENT:
        return
    if request is not None and request.state == Request.State.MORE:
        text = _("Le dossier vous est rendu avec des remarques : tout ce que vous aviez écrit est gardé.")
        yield Awaiting(_("Des précisions sont demandées pour vous vérifier"), text, _("Compléter"), href)
    elif standing == Standing.TO_RENEW and organisation.verified_until is not None:
        title = _("Votre vérification finit le %(day)s") % {"day": day(organisation.verified_until)}
        yield Awaiting(title, _("Vos réponses et vos pièces sont reprises."), _("Renouveler"), href)
    elif not standing.in_force and organisation.kind != OrganisationKind.NETWORK:
        text = _("Une organisation vérifiée l’est partout, une fois pour toutes les villes et les écoles.")
        action = _("Reprendre") if request is not None else _("Demander")
        yield Awaiting(_("Votre organisation n’est pas vérifiée"), text, action, href)
