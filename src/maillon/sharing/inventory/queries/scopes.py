"""What an agreement covers among the assets of its owner, in words; with whom an asset is shared, in words."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import number
from maillon.community.agreements.coverage import Covered, Thing
from maillon.community.agreements.models import Agreement, Party, in_force
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle
from maillon.sharing.inventory.models import Asset, AssetClass, AssetQuerySet, Scope, Site

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an agreement is to cover: everything, or classes, sites and assets by their numbers."""

    everything: bool = False
    classes: frozenset[int] = frozenset()
    sites: frozenset[int] = frozenset()
    assets: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.everything or self.classes or self.sites or self.assets)


def wanted_of(agreement: Agreement) -> Wanted:
    """Return what the agreement covers, by numbers: one query."""
    rows = list(agreement.scopes.order_by("pk"))
    return Wanted(
        everything=any(row.everything for row in rows),
        classes=frozenset(row.asset_class_id for row in rows if row.asset_class_id),
        sites=frozenset(row.site_id for row in rows if row.site_id),
        assets=frozenset(row.asset_id for row in rows if row.asset_id),
    )


def covered_assets(agreement: Agreement) -> AssetQuerySet:
    """Return the active assets of the owner that the agreement covers, whatever its state."""
    said = Scope.objects.filter(
        Q(everything=True)
        | Q(asset_class_id=OuterRef("asset_class_id"))
        | Q(site_id=OuterRef("site_id"))
        | Q(asset_id=OuterRef("pk")),
        agreement=agreement,
    )
    return Asset.objects.active().filter(Exists(said), organisation_id=agreement.owner_id)


def withheld_assets(agreement: Agreement) -> AssetQuerySet:
    """Return what the agreement covers and that its owner still shows to nobody else."""
    return covered_assets(agreement).filter(audience=Circle.OWNER)


class AssetCoverage:
    """Says to the agreements what they cover: see ``community.agreements.coverage``."""

    def edit(self, agreement: Agreement) -> str:
        """Return the page where the owner chooses what is covered."""
        return reverse("inventory:scope", args=[agreement.pk])

    def covers_something(self, agreement: Agreement) -> bool:
        """Return whether a line says anything."""
        return agreement.scopes.exists()

    def covered(self, agreement: Agreement, hat: Hat) -> Covered:
        """Return what is covered as this hat may read it: five queries, whatever the inventory."""
        assets = covered_assets(agreement)
        counted = assets.aggregate(all=Count("pk"), withheld=Count("pk", filter=Q(audience=Circle.OWNER)))
        seen = assets.filter(pk__in=Asset.objects.visible_to(hat).order_by().values("pk"))
        first = seen.select_related("site").order_by("sort_key", "pk")[:SHOWN]
        return Covered(
            lines=lines_of(agreement),
            count=counted["all"],
            things=tuple(
                Thing(f"{one.name}, {one.site.name}", reverse("inventory:asset", args=[one.pk]))
                for one in first
            ),
            withheld=counted["withheld"],
            edit=self.edit(agreement),
            mend=f"{reverse('inventory:bulk')}?geste=qui-voit&portee=entente&entente={agreement.pk}",
        )

    def copy(self, source: Agreement, target: Agreement) -> None:
        """Give the second agreement the lines of the first."""
        Scope.objects.bulk_create(
            Scope(
                agreement=target,
                everything=row.everything,
                asset_class_id=row.asset_class_id,
                site_id=row.site_id,
                asset_id=row.asset_id,
            )
            for row in source.scopes.order_by("pk")
        )


def lines_of(agreement: Agreement) -> tuple[str, ...]:
    """Return what the agreement covers, a line each: three queries, the widest first."""
    wanted = wanted_of(agreement)
    if wanted.everything:
        return (_("Tous les biens de %(owner)s") % {"owner": agreement.owner.name},)
    return (*_classes(wanted.classes), *_sites(wanted.sites), *_assets(wanted.assets))


def _classes(numbers: Collection[int]) -> list[str]:
    known = AssetClass.objects.filter(pk__in=numbers).order_by("number")
    return [_("Catégorie : %(name)s") % {"name": one.name} for one in known]


def _sites(numbers: Collection[int]) -> list[str]:
    known = Site.objects.filter(pk__in=numbers).order_by("sort_key", "pk")
    return [_("Tout ce qui est à : %(name)s") % {"name": one.name} for one in known]


def _assets(numbers: Collection[int]) -> list[str]:
    known = Asset.objects.filter(pk__in=numbers).select_related("site").order_by("sort_key", "pk")
    return [f"{one.name}, {one.site.name}" for one in known]


def partners_of(asset: Asset, on: dt.date) -> list[str]:
    """Return the names of the partners to whom an agreement in force opens this asset, by name: one query."""
    covers = Q(everything=True) | Q(asset_class_id=asset.asset_class_id)
    covers |= Q(site_id=asset.site_id) | Q(asset_id=asset.pk)
    agreements = Scope.objects.filter(covers, agreement__owner_id=asset.organisation_id)
    parties = Party.objects.filter(in_force(on), agreement__in=agreements.order_by().values("agreement_id"))
    found = parties.order_by("organisation__sort_key").values_list("organisation__name", flat=True)
    return list(dict.fromkeys(found))


def shared_with(asset: Asset, hat: Hat, on: dt.date) -> str:
    """Return with whom the asset is shared, as a sentence; partners are named to the owner and to themselves only."""
    if asset.audience == Circle.OWNER:
        return _("Vu par l’organisation propriétaire seulement.")
    own = hat.acts_for(asset.organisation_id) or hat.sees_everything
    names = partners_of(asset, on)
    if asset.audience == Circle.PARTNERS:
        if not own:
            return _("Vu par les partenaires par entente, dont vous êtes.")
        return _partners_alone(names)
    circle = asset.get_audience_display()
    if own and names:
        return _("Vu par %(circle)s, et par entente : %(names)s.") % {
            "circle": circle,
            "names": _named(names),
        }
    return _("Vu par %(circle)s.") % {"circle": circle}


def _partners_alone(names: list[str]) -> str:
    if not names:
        return _(
            "Réservé aux partenaires par entente; aucune entente en vigueur ne couvre encore ce bien : personne "
            "d’autre que vous ne le voit."
        )
    return _("Vu, par entente, par : %(names)s.") % {"names": _named(names)}


def _named(names: list[str], most: int = 6) -> str:
    left = len(names) - most
    if left <= 0:
        return ", ".join(names)
    more = ngettext("et %(n)s autre", "et %(n)s autres", left) % {"n": number(left)}
    return ", ".join([*names[:most], more])
