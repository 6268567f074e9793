"""What was sought in vain: for those who could share it, in their territory."""

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillon.base.charts import Chart, week_heat
from maillon.base.web.formats import number
from maillon.community.organisations.requests import HatRequest
from maillon.community.territories.models import Mrc
from maillon.kernel.words import format_duration
from maillon.sharing.reservations.models import UnmetDemand
from maillon.sharing.reservations.permissions import ask_to_read_unmet
from maillon.sharing.reservations.queries.unmet import Demand, unmet_in


@login_required
def unmet(request: HatRequest) -> HttpResponse:
    """Show what was sought in vain over a year, by class and by hour of the week."""
    code = ask_to_read_unmet(request.hat, request.GET.get("territoire", ""))
    territory = Mrc.objects.filter(pk=code).first()
    demand = unmet_in(territory.pk if territory else None, today=timezone.localdate())
    reasons = dict(UnmetDemand.Reason.choices)
    lines = [(one, reasons[one.reason], _lasts(one.minutes)) for one in demand.classes]
    context = {"demand": demand, "lines": lines, "territory": territory, "chart": _chart(demand)}
    return render(request, "reservations/unmet.html", context)


def _lasts(minutes: int) -> str:
    return format_duration(dt.timedelta(minutes=minutes), get_language() or "fr")


def _chart(demand: Demand) -> Chart | None:
    """Shade each hour by how often it was sought, from never to the most."""
    if not demand.hours:
        return None
    most = max(demand.hours.values())
    values = {
        (weekday, at): demand.hours.get((weekday, at), 0) / most
        for weekday in range(7)
        for at in range(6, 24)
    }
    return week_heat(
        _("À quelles heures on cherche en vain"),
        values,
        write=lambda share: number(round(share * most)),
        low=_("jamais"),
        high=_("le plus souvent"),
    )
