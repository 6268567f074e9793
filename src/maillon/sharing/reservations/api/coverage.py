"""The route of the portrait of an inventory: what is in, how old, how complete, what to fill first."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.schemas import Id, explained
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.reservations.permissions import ask_to_read_portrait
from maillon.sharing.reservations.queries.coverage import Portrait, Share, portrait_of

router = Router(tags=["inventory"], auth=HAT_NEEDED)


class PortraitQuery(Schema):
    """Whose inventory."""

    organisation: Id | None = explained(
        "Une autre organisation que la vôtre : pour l’intendance et la vérification.", default=None, example=7
    )


class ShareOut(Schema):
    """So many out of so many."""

    done: int = explained("Combien.", example=82)
    total: int = explained("Sur combien.", example=100)


class ItemOut(ShareOut):
    """One thing expected of assets."""

    item: str = explained("Ce qui est attendu.", example="photo")


class ClassPortraitOut(Schema):
    """One class of the inventory."""

    class_code: str = explained("Code de la catégorie.", example="gym")
    assets: int = explained("Biens en service.", example=12)
    complete: ShareOut = explained("Ce qui est dit, sur ce qui est attendu.")
    expected: bool = explained(
        "Si une organisation de ce genre en possède d’ordinaire (proposition de Maillon).", example=True
    )


class StepOut(Schema):
    """Something to fill first."""

    text: str = explained("Ce qui manque, en une phrase.", example="Il manque une photo à 12 biens.")
    href: str = explained("La page où cela se fait.", example="/gestion/biens/?manque=photo")


class PortraitOut(Schema):
    """An inventory in figures."""

    organisation_id: int = explained("Numéro de l’organisation.", example=7)
    assets: int = explained("Biens en service.", example=240)
    sites: ShareOut = explained("Lieux où un bien en service est inscrit, sur tous les lieux.")
    classes: ShareOut = explained(
        "Catégories attendues où un bien est inscrit, sur celles qui sont attendues."
    )
    fresh: ShareOut = explained("Biens changés ou confirmés depuis 365 jours, sur tous les biens en service.")
    complete: ShareOut = explained("Ce qui est dit des biens, sur ce qui est attendu de leur catégorie.")
    items: list[ItemOut] = explained("Chaque chose attendue.")
    by_class: list[ClassPortraitOut] = explained("Par catégorie.")
    steps: list[StepOut] = explained("Ce qui est à compléter d’abord.")


@router.get(
    "/inventory-portrait",
    response=PortraitOut,
    openapi_extra=refuses(403),
    summary=_noted("Lire le portrait d’un inventaire"),
    description=_noted("Ce qui est inscrit, depuis quand c’est revu, ce qui manque et par où continuer."),
)
def read_portrait(request: HatRequest, query: Query[PortraitQuery]) -> PortraitOut:
    owner = get_object_or_404(Organisation, pk=ask_to_read_portrait(request.hat, query.organisation))
    return _out(portrait_of(owner, now=timezone.now()))


def _out(portrait: Portrait) -> PortraitOut:
    return PortraitOut(
        organisation_id=portrait.organisation_id,
        assets=portrait.assets,
        sites=_share(portrait.sites),
        classes=_share(portrait.classes),
        fresh=_share(portrait.fresh),
        complete=_share(portrait.complete),
        items=[ItemOut(item=item, done=one.done, total=one.total) for item, one in portrait.items],
        by_class=[
            ClassPortraitOut(
                class_code=one.code, assets=one.assets, complete=_share(one.complete), expected=one.expected
            )
            for one in portrait.by_class
        ],
        steps=[StepOut(text=step.text, href=step.href) for step in portrait.steps],
    )


def _share(one: Share) -> ShareOut:
    return ShareOut(done=one.done, total=one.total)
