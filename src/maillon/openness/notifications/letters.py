"""Writing one letter to one reader, in that reader's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.mail.services import write_mail
from maillon.community.people.models import Person
from maillon.kernel.money import Money
from maillon.kernel.words import format_number, format_period
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.bundles import requested_together
from maillon.sharing.reservations.queries.series import Told, told_with

Links = Mapping[str, tuple[str, tuple[object, ...]]]  # a place in the template, a URL name, its arguments
BLANK_LINES = re.compile(r"\n{3,}")

SUBJECTS = {
    "to_decide": gettext_lazy("À décider\u00a0: %(asset)s, %(period)s"),
    "received": gettext_lazy("Demande envoyée\u00a0: %(asset)s, %(period)s"),
    "approved": gettext_lazy("C’est confirmé\u00a0: %(asset)s, %(period)s"),
    "booked": gettext_lazy("Nouvelle réservation\u00a0: %(asset)s, %(period)s"),
    "refused": gettext_lazy("Demande refusée\u00a0: %(asset)s, %(period)s"),
    "cancelled": gettext_lazy("Réservation annulée\u00a0: %(asset)s, %(period)s"),
    "moved": gettext_lazy("Réservation déplacée\u00a0: %(asset)s, %(period)s"),
    "lapsed": gettext_lazy("Demande sans réponse\u00a0: %(asset)s, %(period)s"),
    "question": gettext_lazy("Précision demandée\u00a0: %(asset)s, %(period)s"),
    "clarified": gettext_lazy("Précision reçue\u00a0: %(asset)s, %(period)s"),
    "message": gettext_lazy("Nouveau message\u00a0: %(asset)s, %(period)s"),
    "unclarified": gettext_lazy("Demande expirée sans précision\u00a0: %(asset)s, %(period)s"),
    "appeal": gettext_lazy("Refus à revoir\u00a0: %(asset)s, %(period)s"),
    "appeal_answered": gettext_lazy("Réponse à votre demande de réexamen\u00a0: %(asset)s, %(period)s"),
    "unanswered": gettext_lazy("Vous n’avez pas répondu à temps\u00a0: %(asset)s, %(period)s"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: an address, a name and a language."""

    person_id: int
    email: str
    name: str
    language: str

    @classmethod
    def of(cls, person: Person) -> "Reader":
        """Return the reader; a language that the installation does not offer becomes French."""
        offered = dict(settings.LANGUAGES)
        language = person.language if person.language in offered else settings.LANGUAGE_CODE
        return cls(person.pk, person.email, person.name, language)


def address(name: str, *args: object) -> str:
    """Return the full address of a page, in the language of the letter being written."""
    return settings.PUBLIC_URL + reverse(name, args=args)


def post(key: str, reader: Reader, subject: str, text: str) -> None:
    """Have a written letter sent to its reader, its subject on one line; the same ``key`` twice sends one."""
    write_mail(
        key=key,
        to=reader.email,
        language=reader.language,
        subject=" ".join(subject.splitlines())[:200],
        text=BLANK_LINES.sub("\n\n", text).strip() + "\n",
        person_id=reader.person_id,
    )


def write_letter(
    kind: str,
    *,
    key: str,
    reader: Reader,
    reservation: Reservation,
    links: Links,
    **more: object,
) -> None:
    """Write one letter about a request; the same ``key`` twice writes one.

    ``links`` names the pages that the letter points to: a place in the template, a URL name, its arguments.
    ``more`` is what else the template says.
    """
    with translation.override(reader.language):
        told = told_with(reservation)
        period = told.words if told else format_period(reservation.period, reservation.tz, reader.language)
        text = render_to_string(
            f"notifications/{kind}.txt",
            {
                "reader": reader,
                "reservation": reservation,
                "details": _details(reservation, period, told, reader.language),
                "period": period,
                **more,
                **{place: address(name, *args) for place, (name, args) in _led(links, told).items()},
            },
        )
        subject = str(SUBJECTS[kind]) % {"asset": reservation.asset.name, "period": period}
    post(f"{kind}:{key}:{reader.person_id}", reader, subject, text)


def _led(links: Links, told: Told | None) -> Links:
    """Return where the letter leads: to the page of the series when it speaks of many dates."""
    if told is None:
        return links
    return {**links, "show_url": ("reservations:bundle", (told.reference,))}


def _details(
    reservation: Reservation, period: str, told: Told | None, language: str
) -> list[tuple[str, str]]:
    """Return what the request says, as lines of a label and a value."""
    asset = reservation.asset
    place = asset.name if asset.site.name == asset.name else f"{asset.name}, {asset.site.name}"
    lines = [
        (_("Bien"), place),
        (_("Propriétaire"), asset.organisation.name),
        (_("Quand"), period),
        (_("Pour"), reservation.organisation.name),
        (_("Activité"), reservation.purpose),
    ]
    if reservation.attendees:
        lines.append((_("Personnes"), format_number(reservation.attendees, language=language)))
    if reservation.quantity > 1:
        lines.append((_("Quantité"), format_number(reservation.quantity, language=language)))
    if told is None and (together := requested_together(reservation)):
        lines.append((_("Avec"), "; ".join(together)))
    price = told.price if told else Money(reservation.price)
    lines.append((_("Prix"), price.display(language) if price else _("gratuit")))
    lines.append((_("Numéro"), told.reference if told else reservation.reference))
    return lines
