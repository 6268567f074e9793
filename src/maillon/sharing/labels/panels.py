"""What the page of an asset shows of its labels, to those who look after it."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.panels import Section
from maillon.sharing.inventory.permissions import may_keep
from maillon.sharing.labels.queries import labels_on


def labels_panel(request: HatRequest, asset: Asset) -> Section | None:
    """Draw the codes of the labels that serve, and the way to print one; nothing for the others."""
    if not may_keep(request.hat, asset.organisation_id) or asset.merged_into_id is not None:
        return None
    context = {"asset": asset, "labels": labels_on(asset.pk).serving()[:5]}
    content = render_to_string("labels/_panel.html", context, request=request)
    return Section("etiquettes", _("Étiquettes"), content, beside=True)
