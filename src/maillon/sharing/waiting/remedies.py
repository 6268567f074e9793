"""Waiting as a way out when a moment is taken."""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.community.organisations.hats import Hat
from maillon.kernel.spans import Span
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.remedies import Remedy
from maillon.sharing.waiting.models import Wait


def wait_for_it(asset: Asset, period: Span[dt.datetime], hat: Hat) -> Remedy | None:
    """Lead to the line of this moment, unless it has begun."""
    if period.start <= timezone.now():
        return None
    others = Wait.objects.live().filter(asset=asset, starts_at__lt=period.end, ends_at__gt=period.start)
    mine = others.filter(
        organisation_id=hat.organisation_id or 0, starts_at=period.start, ends_at=period.end
    ).first()
    if mine is not None:
        return Remedy(
            _("Votre organisation attend déjà ce moment."),
            _("Voir la liste d’attente"),
            reverse("waiting:show", args=[mine.uid]),
        )
    return Remedy(
        _("Vous tenez à ce moment? Nous vous écrirons s’il se libère, et il vous sera gardé un temps."),
        _("L’attendre"),
        f"{reverse('waiting:join', args=[asset.pk])}?{urlencode(_words(asset, period))}",
    )


def _words(asset: Asset, period: Span[dt.datetime]) -> dict[str, str]:
    """Return the period as an address says it, by the clock of the place; midnight closes the day before."""
    tz = Wait(asset=asset).tz
    first, last = period.start.astimezone(tz), period.end.astimezone(tz)
    said = {"date": first.date().isoformat(), "de": f"{first:%H:%M}", "a": f"{last:%H:%M}"}
    last_day = last.date()
    if said["a"] == "00:00":
        said["a"], last_day = "24:00", last_day - dt.timedelta(days=1)
    if last_day != first.date():
        said["jusquau"] = last_day.isoformat()
    return said
