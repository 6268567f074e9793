"""The first hour of an installation: five things to do, each on its own page, ticked by being done."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.community.organisations.founding import is_founded
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.terms.models import Offer
from maillon.shell.awaiting import Awaiting


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: its words, the page where it is done, whether it is."""

    name: str
    text: str
    action: str
    href: str
    done: bool


def is_empty() -> bool:
    """Return whether nothing has begun: nobody looks after the network and no organisation is known."""
    return not Organisation.objects.exists() and not is_founded()


def steps() -> list[Step]:
    """Return the five steps, with what the database says of each."""
    bodies = Organisation.objects.exclude(kind=OrganisationKind.NETWORK)
    return [
        Step(
            _("Créer l’intendance"),
            _("La personne qui veille sur tout le réseau et vérifie les organisations."),
            _("Créer l’intendance"),
            reverse("shell:first_hour"),
            is_founded(),
        ),
        Step(
            _("Inscrire les premières organisations"),
            _("Une ville, un centre de services scolaire, un organisme : puis invitez qui les administrera."),
            _("Inscrire une organisation"),
            reverse("organisations:create"),
            bodies.exists(),
        ),
        Step(
            _("Importer leurs biens"),
            _(
                "Sous le chapeau de l’organisation, une liste déjà tenue ailleurs (CSV, Excel, GeoJSON) devient "
                "des suggestions que l’on accepte."
            ),
            _("Importer une liste"),
            reverse("inventory:imports"),
            Asset.objects.exists(),
        ),
        Step(
            _("Partager"),
            _("Des conditions et un horaire, appliqués d’un geste à plusieurs biens."),
            _("Choisir quoi partager"),
            reverse("reservations:offering"),
            Offer.objects.exists(),
        ),
        Step(
            _("Réserver"),
            _("Chercher un lieu libre, le demander, répondre : toute la chaîne, une première fois."),
            _("Chercher un lieu"),
            reverse("reservations:find"),
            Reservation.objects.exists(),
        ),
    ]


def states(listed: list[Step]) -> list[tuple[str, str, str]]:
    """Return each step as (name, done | current | todo, address): the first undone one is current.

    Until the installation is founded there is nowhere else to go, and no address.
    """
    current = next((step for step in listed if not step.done), None)
    founded = listed[0].done
    return [
        (
            step.name,
            "done" if step.done else "current" if step is current else "todo",
            step.href if founded else "",
        )
        for step in listed
    ]


def first_hour_awaits(hat: Hat) -> Iterator[Awaiting]:
    """Remind the steward of the guide until its five steps are done; then never again."""
    if not hat.has(Role.STEWARD):
        return
    left = [step for step in steps() if not step.done]
    if left:
        title = ngettext(
            "Première heure : il reste une étape", "Première heure : il reste %(n)s étapes", len(left)
        )
        yield Awaiting(
            title % {"n": len(left)}, left[0].text, _("Ouvrir le guide"), reverse("shell:first_hour")
        )
