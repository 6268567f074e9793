"""Gestures that change what may be done with assets: archive, bring back, hold intact, release, confirm."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillon.base.web import formats
from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.bulk.fields import WHY, WHY_HELP
from maillon.sharing.inventory.bulk.gestures import Preview, numbers_of, previewed, state_word
from maillon.sharing.inventory.models import Asset, AssetQuerySet
from maillon.sharing.inventory.promises import promises_on
from maillon.sharing.inventory.services import (
    archive_assets,
    confirm_assets,
    freeze_assets,
    release_assets,
    restore_assets,
)

LISTED = 20
REFUSE, END = "garder", "annuler"


class ArchiveForm(RefusableForm):
    """What becomes of the bookings to come, and why."""

    promises = forms.ChoiceField(
        label=_("S’il y a des réservations à venir"),
        choices=[
            (REFUSE, _("ne rien archiver et me les montrer")),
            (END, _("les annuler, et en dire la raison à ceux qui ont demandé")),
        ],
        initial=REFUSE,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Raison"),
        help_text=_(
            "Elle se lit dans l’historique et, si des réservations sont annulées, dans le courriel envoyé."
        ),
        max_length=300,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason that those concerned will read."""
        values = super().clean() or {}
        if values.get("promises") == END and not values.get("reason", "").strip():
            self.add_error("reason", _("Dites pourquoi en une phrase : ceux qui ont demandé la liront."))
        return values


class ReasonForm(RefusableForm):
    """Why."""

    reason = forms.CharField(
        label=_("Raison"), max_length=300, error_messages={"required": _("Dites pourquoi en une phrase.")}
    )


class WhyForm(RefusableForm):
    """Why, if one wishes to say so."""

    why = forms.CharField(label=WHY, help_text=WHY_HELP, max_length=200, required=False)


class Archive:
    """Take assets out of use; what others were promised is never left standing."""

    code, word = "archiver", _("Archiver")

    def form(self, data: Mapping[str, Any] | None, *, owner_id: int) -> RefusableForm:  # noqa: ARG002  (a gesture's signature)
        return ArchiveForm(data)

    def preview(self, assets: AssetQuerySet, values: Mapping[str, Any], *, now: datetime) -> Preview:
        """Return what would be archived, with the bookings to come."""
        changing = assets.exclude(state=Asset.State.ARCHIVED)
        found = previewed(assets, changing, state_word, lambda _asset: Asset.State.ARCHIVED.label)
        promised = promises_on(changing.filter(frozen_at__isnull=True).order_by().values("pk"), now)
        said = [f"{one.reference} : {one.words}" for one in promised[:LISTED]]
        if len(promised) > LISTED:
            said.append(gettext("Et %(n)s autres.") % {"n": formats.number(len(promised) - LISTED)})
        if said and values.get("promises") == END:
            said.insert(0, gettext("Ces réservations seront annulées, avec votre raison :"))
        elif said:
            said.insert(
                0,
                gettext(
                    "Des réservations à venir comptent sur ces biens : rien ne sera archivé tant qu’elles tiennent."
                ),
            )
        if promised and values.get("promises") != END:  # nothing is done by halves
            return Preview(0, (), found.already, found.frozen, tuple(said))
        return Preview(found.changing, found.lines, found.already, found.frozen, tuple(said))

    def carry_out(self, assets: AssetQuerySet, values: Mapping[str, Any], *, hat: Hat, now: datetime) -> int:
        """Archive those that are not held intact."""
        ends = values["promises"] == END
        return archive_assets(
            asset_ids=numbers_of(assets.filter(frozen_at__isnull=True)),
            hat=hat,
            ending=values["reason"] if ends else None,
            why=values["reason"],
            now=now,
        )


class Restore:
    """Bring drafts and archived assets into use."""

    code, word = "en-service", _("Mettre ou remettre en service")

    def form(self, data: Mapping[str, Any] | None, *, owner_id: int) -> RefusableForm:  # noqa: ARG002  (a gesture's signature)
        return WhyForm(data)

    def preview(self, assets: AssetQuerySet, values: Mapping[str, Any], *, now: datetime) -> Preview:  # noqa: ARG002  (a gesture's signature)
        """Return what is not in use so far; a record merged into another stays as it is."""
        changing = assets.exclude(state=Asset.State.ACTIVE).filter(merged_into__isnull=True)
        return previewed(assets, changing, state_word, lambda _asset: Asset.State.ACTIVE.label)

    def carry_out(self, assets: AssetQuerySet, values: Mapping[str, Any], *, hat: Hat, now: datetime) -> int:
        wanted = assets.filter(frozen_at__isnull=True, merged_into__isnull=True)
        return restore_assets(asset_ids=numbers_of(wanted), hat=hat, why=values.get("why", ""), now=now)


class Freeze:
    """Hold assets intact."""

    code, word = "tenir-intact", _("Tenir intact")

    def form(self, data: Mapping[str, Any] | None, *, owner_id: int) -> RefusableForm:  # noqa: ARG002  (a gesture's signature)
        return ReasonForm(data)

    def preview(self, assets: AssetQuerySet, values: Mapping[str, Any], *, now: datetime) -> Preview:  # noqa: ARG002  (a gesture's signature)
        """Return what would be held."""
        changing = assets.filter(frozen_at__isnull=True)
        return previewed(
            assets,
            changing,
            lambda _a: gettext("libre"),
            lambda _a: gettext("tenu intact"),
            touches_frozen=True,
        )

    def carry_out(self, assets: AssetQuerySet, values: Mapping[str, Any], *, hat: Hat, now: datetime) -> int:
        return freeze_assets(asset_ids=numbers_of(assets), hat=hat, reason=values["reason"], now=now)


class Release:
    """Let held assets be changed again."""

    code, word = "liberer", _("Libérer ce qui est tenu intact")

    def form(self, data: Mapping[str, Any] | None, *, owner_id: int) -> RefusableForm:  # noqa: ARG002  (a gesture's signature)
        return ReasonForm(data)

    def preview(self, assets: AssetQuerySet, values: Mapping[str, Any], *, now: datetime) -> Preview:  # noqa: ARG002  (a gesture's signature)
        """Return what would be released."""
        changing = assets.filter(frozen_at__isnull=False)
        return previewed(
            assets, changing, lambda a: a.frozen_reason, lambda _a: gettext("libre"), touches_frozen=True
        )

    def carry_out(self, assets: AssetQuerySet, values: Mapping[str, Any], *, hat: Hat, now: datetime) -> int:  # noqa: ARG002  (a gesture's signature)
        return release_assets(asset_ids=numbers_of(assets), hat=hat, reason=values["reason"])


class Confirm:
    """Say that what is written was looked at and is still true."""

    code, word = "confirmer", _("Confirmer que c’est toujours exact")

    def form(self, data: Mapping[str, Any] | None, *, owner_id: int) -> RefusableForm:  # noqa: ARG002  (a gesture's signature)
        return RefusableForm(data)

    def preview(self, assets: AssetQuerySet, values: Mapping[str, Any], *, now: datetime) -> Preview:  # noqa: ARG002  (a gesture's signature)
        """Return all of them, with the day of their last confirmation."""
        return previewed(
            assets, assets, lambda a: formats.day(a.confirmed_at) or "–", lambda _a: formats.day(now)
        )

    def carry_out(self, assets: AssetQuerySet, values: Mapping[str, Any], *, hat: Hat, now: datetime) -> int:  # noqa: ARG002  (a gesture's signature)
        return confirm_assets(asset_ids=numbers_of(assets), hat=hat, now=now)
