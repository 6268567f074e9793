"""What each fact of the agreements makes us write, and to whom: those who commit each organisation."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from maillon.base.web.formats import day
from maillon.community.agreements.facts import (
    AgreementAccepted,
    AgreementDeclined,
    AgreementEnded,
    AgreementEnding,
    AgreementFact,
    AgreementProposed,
    CoverageChanged,
)
from maillon.community.agreements.models import Agreement, Party
from maillon.community.agreements.pages import term_words
from maillon.community.agreements.queries import signatories_of
from maillon.community.organisations.models import Organisation
from maillon.openness.notifications.letters import Reader, address, post

SUBJECTS = {
    "agreement_proposed": gettext_lazy("%(owner)s vous propose une entente\u00a0: %(title)s"),
    "agreement_accepted": gettext_lazy("%(partner)s accepte l’entente\u00a0: %(title)s"),
    "agreement_declined": gettext_lazy("%(partner)s décline l’entente\u00a0: %(title)s"),
    "agreement_changed": gettext_lazy("Ce qui est partagé change\u00a0: %(title)s"),
    "agreement_ending": gettext_lazy("L’entente finit le %(last)s\u00a0: %(title)s"),
    "agreement_ended": gettext_lazy("Fin de l’entente\u00a0: %(title)s"),
    "agreement_left": gettext_lazy("%(partner)s quitte l’entente\u00a0: %(title)s"),
}
TEXTS = {
    "agreement_proposed": gettext_lazy(
        "%(owner)s propose une entente de partage à votre organisation. Lisez-la et répondez : vos gens verront "
        "et pourront demander ce qu’elle couvre dès que vous l’aurez acceptée."
    ),
    "agreement_accepted": gettext_lazy("%(partner)s a accepté votre entente de partage."),
    "agreement_declined": gettext_lazy("%(partner)s a décliné votre entente de partage."),
    "agreement_changed": gettext_lazy(
        "%(owner)s a changé ce que couvre l’entente. Si vous n’avez pas encore répondu, relisez-la d’abord."
    ),
    "agreement_ending": gettext_lazy(
        "L’entente finit le %(last)s, compris. Ce qui est déjà réservé demeure. Le propriétaire peut en proposer la "
        "suite en un geste."
    ),
    "agreement_ended": gettext_lazy(
        "L’entente prend fin; son dernier jour est le %(last)s. Ce qui est déjà réservé demeure."
    ),
    "agreement_left": gettext_lazy(
        "%(partner)s quitte l’entente; son dernier jour est le %(gone)s. Ce qui est déjà réservé demeure."
    ),
}


@transaction.atomic
def on_proposed(fact: AgreementProposed) -> None:
    """Ask each partner to read and answer."""
    agreement = _read(fact)
    _tell("agreement_proposed", fact, agreement, _partners(agreement))


@transaction.atomic
def on_accepted(fact: AgreementAccepted) -> None:
    """Tell the owner who accepted."""
    agreement = _read(fact)
    _tell("agreement_accepted", fact, agreement, [agreement.owner])


@transaction.atomic
def on_declined(fact: AgreementDeclined) -> None:
    """Tell the owner who declined, and why."""
    agreement = _read(fact)
    _tell("agreement_declined", fact, agreement, [agreement.owner])


@transaction.atomic
def on_coverage_changed(fact: CoverageChanged) -> None:
    """Tell the partners that what is shared with them is not the same."""
    agreement = _read(fact)
    _tell("agreement_changed", fact, agreement, _partners(agreement))


@transaction.atomic
def on_ending(fact: AgreementEnding) -> None:
    """Remind both sides, once for each end and each delay."""
    agreement = _read(fact)
    key = f"{agreement.pk}:{agreement.ends_on}:{fact.days}"
    _tell("agreement_ending", fact, agreement, [agreement.owner, *_partners(agreement)], key=key)


@transaction.atomic
def on_ended(fact: AgreementEnded) -> None:
    """Tell the others: all of them when it ends, the owner when one partner leaves."""
    agreement = _read(fact)
    if not fact.whole:
        _tell("agreement_left", fact, agreement, [agreement.owner])
        return
    concerned = [agreement.owner, *_partners(agreement)]
    others = [one for one in concerned if one.pk != fact.by_organisation_id]
    _tell("agreement_ended", fact, agreement, others)


def _read(fact: AgreementFact) -> Agreement:
    return Agreement.objects.shown().get(pk=fact.agreement_id)


def _partners(agreement: Agreement) -> list[Organisation]:
    """Return the partners that did not decline and have not left before."""
    staying = (one for one in agreement.parties.all() if one.state != Party.State.DECLINED)
    return [one.organisation for one in staying]


def _words(fact: AgreementFact, agreement: Agreement) -> dict[str, str]:
    party = next(
        (one for one in agreement.parties.all() if one.organisation_id == fact.by_organisation_id), None
    )
    gone = party.leaves_on if party else None
    return {
        "owner": agreement.owner.name,
        "title": agreement.title,
        "partner": party.organisation.name if party else "",
        "last": day(agreement.term.last_day),
        "gone": day(type(agreement.term)(None, gone).last_day),
        "reason": (party.reason if party else "") or agreement.ended_reason,
    }


def _tell(
    kind: str,
    fact: AgreementFact,
    agreement: Agreement,
    organisations: Iterable[Organisation],
    key: str = "",
) -> None:
    """Write one letter to each person who commits these organisations; the same fact twice writes one."""
    told = key or f"{agreement.pk}:{fact.by_organisation_id}:{fact.at.isoformat()}"
    today = timezone.localdate()
    for organisation in organisations:
        for person in signatories_of(organisation.pk, today):
            _write(
                kind,
                f"{kind}:{told}:{person.pk}",
                Reader.of(person),
                agreement,
                lambda: _words(fact, agreement),
            )


def _write(
    kind: str, key: str, reader: Reader, agreement: Agreement, words: Callable[[], dict[str, str]]
) -> None:
    with translation.override(reader.language):
        said = words()
        text = render_to_string(
            "notifications/agreement.txt",
            {
                "reader": reader,
                "text": TEXTS[kind] % said,
                "details": [
                    (str(gettext_lazy("Entente")), agreement.title),
                    (str(gettext_lazy("Propriétaire")), agreement.owner.name),
                    (str(gettext_lazy("Durée")), term_words(agreement.term)),
                    *([(str(gettext_lazy("Raison")), said["reason"])] if said["reason"] else []),
                ],
                "show_url": address("agreements:show", agreement.pk),
            },
        )
        subject = str(SUBJECTS[kind]) % said
    post(key, reader, subject, text)
