"""What the waiting list makes us write: it is your turn; your turn has passed."""

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.kernel.words import format_period
from maillon.openness.notifications.letters import Reader, address, post
from maillon.sharing.waiting.facts import PlaceOffered, TurnPassed, WaitFact
from maillon.sharing.waiting.models import Wait
from maillon.sharing.waiting.queries import moment_in_words

SUBJECTS = {
    "wait_offered": gettext_lazy("La place est libre\u00a0: %(asset)s, %(period)s"),
    "wait_passed": gettext_lazy("Votre tour est passé\u00a0: %(asset)s, %(period)s"),
}


@transaction.atomic
def on_offered(fact: PlaceOffered) -> None:
    """Tell whose turn it is, until when the place is kept; nothing if they have answered meanwhile."""
    wait = Wait.objects.shown().get(pk=fact.wait_id)
    if wait.state == Wait.State.OFFERED:
        _tell("wait_offered", fact, wait)


@transaction.atomic
def on_passed(fact: TurnPassed) -> None:
    """Tell that the place went to the next."""
    _tell("wait_passed", fact, Wait.objects.shown().get(pk=fact.wait_id))


def _tell(kind: str, fact: WaitFact, wait: Wait) -> None:
    reader = Reader.of(wait.person)
    with translation.override(reader.language):
        period = format_period(wait.period, wait.tz, reader.language)
        text = render_to_string(
            f"notifications/{kind}.txt",
            {
                "reader": reader,
                "wait": wait,
                "until": moment_in_words(wait.kept_until, wait.tz) if wait.kept_until else "",
                "details": [
                    (_("Bien"), wait.asset.name),
                    (_("Propriétaire"), wait.asset.organisation.name),
                    (_("Quand"), period),
                    (_("Pour"), wait.organisation.name),
                    (_("Activité"), wait.purpose),
                ],
                "show_url": address("waiting:show", wait.uid),
            },
        )
        subject = str(SUBJECTS[kind]) % {"asset": wait.asset.name, "period": period}
    post(f"{kind}:{wait.pk}:{fact.at.isoformat()}", reader, subject, text)
