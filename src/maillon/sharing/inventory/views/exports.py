"""An owner's assets as a file, for whoever may see them."""

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from maillon.community.organisations.models import Organisation
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.words import slug
from maillon.sharing.inventory.exports import FORMATS, exported_rows
from maillon.sharing.inventory.exports.columns import columns_for
from maillon.sharing.inventory.forms.assets import AssetFilter
from maillon.sharing.inventory.models import Asset


def export(request: HatRequest, organisation_id: int, kind: str) -> StreamingHttpResponse:
    """Give the assets of an owner that this hat may see, narrowed as the list is."""
    if kind not in FORMATS:
        raise Http404
    owner = get_object_or_404(Organisation, pk=organisation_id)
    seen = Asset.objects.visible_to(request.hat).filter(organisation=owner)
    own = request.hat.acts_for(owner.pk)
    assets = AssetFilter(request.GET).apply(seen, own=own)
    columns = columns_for(assets, own=own, kept=FORMATS[kind].keeps_records)
    written = FORMATS[kind].write(columns, exported_rows(assets))
    response = StreamingHttpResponse(written, content_type=FORMATS[kind].content_type)
    name = slug(f"biens {owner.label}", max_length=60)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
