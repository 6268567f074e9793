"""Writing the rules by which assets are shown, and having assets follow them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import because
from maillon.base.refusals import Invalid, NotFound
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle
from maillon.sharing.inventory.models import Asset, AssetClass, AudienceRule, Site
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.queries.audiences import drawings_of
from maillon.sharing.inventory.services.states import locked


@transaction.atomic
def write_rule(
    *, by: Hat, audience: str, site_id: int | None = None, class_id: int | None = None
) -> AudienceRule:
    """Say who sees the assets of a site, of a class, or all the others, of the hat's organisation.

    Serves the new assets at once; those that exist change only when someone applies it. The same thing said again
    replaces it. Raises Invalid for both a site and a class, a site of another organisation, an unknown circle.
    """
    owner_id = ask_to_keep(by, by.organisation_id)
    if site_id is not None and class_id is not None:
        raise Invalid(_("Une règle vaut pour un lieu ou pour une catégorie, pas les deux."), field="target")
    if site_id is not None and not Site.objects.filter(pk=site_id, organisation_id=owner_id).exists():
        raise Invalid(
            _("Ce lieu appartient à une autre organisation : choisissez l’un des vôtres."), field="target"
        )
    if class_id is not None and not AssetClass.objects.filter(pk=class_id).exists():
        raise Invalid(_("Cette catégorie n’existe pas."), field="target")
    if audience not in Circle.values:
        raise Invalid(_("Choisissez qui peut voir ces biens."), field="audience")
    target: dict[str, Any] = {"site_id": site_id, "asset_class_id": class_id}
    rule, _is_new = AudienceRule.objects.update_or_create(
        organisation_id=owner_id, **target, defaults={"audience": audience}
    )
    return rule


@transaction.atomic
def remove_rule(*, rule_id: int, by: Hat) -> None:
    """Remove a rule; the assets keep the circle they have. NotFound for another organisation's."""
    owner_id = ask_to_keep(by, by.organisation_id)
    rule = AudienceRule.objects.select_for_update().filter(pk=rule_id, organisation_id=owner_id).first()
    if rule is None:
        raise NotFound(_("Cette règle n’existe pas."))
    rule.delete()


@transaction.atomic
def follow_rules(*, asset_ids: Collection[int], hat: Hat, why: str = "", now: datetime) -> int:
    """Have assets follow the rules and show what they say; those held intact are left. Return how many changed."""
    owner_id = ask_to_keep(hat, hat.organisation_id)
    drawings = drawings_of(owner_id)
    changed = []
    for asset in locked(asset_ids, hat):
        drawn = drawings.of(asset.site_id, asset.asset_class_id)
        if asset.frozen_at is not None or (asset.audience_follows and asset.audience == drawn.audience):
            continue
        asset.audience, asset.audience_follows, asset.updated_at = drawn.audience, True, now
        changed.append(asset)
    with because(why, person=hat.person_id, membership=hat.membership_id):
        Asset.objects.bulk_update(changed, ["audience", "audience_follows", "updated_at"], batch_size=500)
    return len(changed)
