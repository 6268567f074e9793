"""The route of what was sought in vain."""

from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema

from maillon.base.api.schemas import Code, explained
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.reservations.permissions import may_read_unmet
from maillon.sharing.reservations.queries.unmet import FEW, unmet_in

router = Router(tags=["reservations"])


class UnmetQuery(Schema):
    """Where."""

    mrc: Code | None = explained(
        "Code du territoire; tout le Québec sans lui.", default=None, example="540", max_length=3
    )


class ClassDemandOut(Schema):
    """One class that was sought in vain."""

    class_code: str = explained("Code de la catégorie; vide quand on a cherché par des mots.", example="gym")
    times: int = explained("Combien de recherches vaines.", example=12)
    reason: str = explained("Pourquoi, le plus souvent.", example="taken")
    minutes: int = explained("Pour combien de minutes, le plus souvent.", example=120)


class HourDemandOut(Schema):
    """One hour of the week."""

    weekday: int = explained("Jour de la semaine, lundi 0.", example=1)
    hour: int = explained("Heure.", example=18)
    times: int = explained("Combien de recherches vaines.", example=7)


class UnmetOut(Schema):
    """What was sought in vain over a year."""

    classes: list[ClassDemandOut] = explained("Par catégorie, la plus cherchée d’abord.")
    hours: list[HourDemandOut] = explained("Par heure de la semaine.")


@router.get(
    "/unmet-demand",
    response=UnmetOut,
    summary=_noted("Lire ce qui a été cherché en vain"),
    description=_noted(
        "Les recherches qui n’ont rien trouvé depuis un an, par catégorie et par heure, sans rien de qui les a "
        "faites. Ce qui a été cherché moins de cinq fois n’est dit qu’à qui peut partager dans le territoire."
    ),
)
def read_unmet(request: HatRequest, query: Query[UnmetQuery]) -> UnmetOut:
    least = 1 if may_read_unmet(request.hat, query.mrc) else FEW
    demand = unmet_in(query.mrc, today=timezone.localdate(), least=least)
    return UnmetOut(
        classes=[
            ClassDemandOut(class_code=one.code, times=one.times, reason=one.reason, minutes=one.minutes)
            for one in demand.classes
        ],
        hours=[
            HourDemandOut(weekday=weekday, hour=hour, times=times)
            for (weekday, hour), times in sorted(demand.hours.items())
        ],
    )
