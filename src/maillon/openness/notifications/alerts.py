"""The letter that says what has become free for a watched search: the places that its reader may see, and no others."""

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maillon.openness.notifications.letters import Reader, address, post
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.facts import SearchAnswered
from maillon.sharing.reservations.models import SearchAlert
from maillon.sharing.reservations.queries.alerts import hat_of
from maillon.sharing.reservations.services.alerts import sign_alert


@transaction.atomic
def on_search_answered(fact: SearchAnswered) -> None:
    """Write to who watches; nothing when the alert was stopped, or what was free can no longer be seen."""
    alert = SearchAlert.objects.select_related("person").filter(pk=fact.alert_id).first()
    hat = hat_of(alert, timezone.localdate(fact.at)) if alert else None
    if alert is None or hat is None:
        return
    seen = (
        Asset.objects.visible_to(hat)
        .active()
        .filter(pk__in=fact.asset_ids)
        .with_owner()
        .order_by("sort_key", "pk")
    )
    assets, reader = list(seen), Reader.of(alert.person)
    if not assets:
        return
    with translation.override(reader.language):
        text = render_to_string(
            "notifications/alert.txt",
            {
                "reader": reader,
                "alert": alert,
                "assets": assets,
                "show_url": f"{address('reservations:find')}?{alert.asked}",
                "stop_url": address("reservations:alert_stop", sign_alert(alert.pk)),
            },
        )
        subject = _("Quelque chose s’est libéré : %(title)s") % {"title": alert.title}
    post(f"alert:{alert.pk}:{timezone.localdate(fact.at).isoformat()}", reader, subject, text)
