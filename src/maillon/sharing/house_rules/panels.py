"""What the page of an asset shows of its owner's rules."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.community.organisations.requests import HatRequest
from maillon.sharing.house_rules.permissions import may_keep
from maillon.sharing.house_rules.queries import lines_about
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.panels import Action, Section


def rules_panel(request: HatRequest, asset: Asset) -> Section | None:
    """Draw the rules of an asset as sentences; nothing where there are none."""
    lines = lines_about(asset, timezone.localdate())
    if not lines:
        return None
    context = {"lines": lines, "asset": asset, "keeps": may_keep(request.hat, asset.organisation_id)}
    content = render_to_string("house_rules/_panel.html", context, request=request)
    return Section("regles", _("Règles d’utilisation"), content)


def rule_action(asset: Asset) -> Action | None:
    """Lead whoever keeps an asset to a rule on it."""
    if not asset.asset_class.bookable or asset.state == Asset.State.ARCHIVED:
        return None
    return Action(_("Écrire une règle"), "document", f"{reverse('house_rules:kinds')}?bien={asset.pk}")
