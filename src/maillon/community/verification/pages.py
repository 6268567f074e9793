"""What the pages of an organisation's verification show: how it stands, what lacks, the next step."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.refusals import explain
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import OrganisationKind
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.permissions import may_administer, may_verify
from maillon.community.verification.criteria import CRITERIA
from maillon.community.verification.errors import SENTENCES
from maillon.community.verification.models import Decision, Evidence, Request
from maillon.community.verification.permissions import may_read_papers
from maillon.community.verification.queries import (
    Event,
    answered,
    history_of,
    last_refusal_of,
    open_request_of,
    pieces_of,
    standing_of,
    what_is_missing,
)
from maillon.community.verification.rules import APPEAL_DAYS, REMINDERS, Standing, may_appeal

STEPS = ("kind", "criteria", "pieces", "send")


def _words() -> dict[str, str]:
    return {
        "kind": _("Qui vous êtes"),
        "criteria": _("Vos réponses"),
        "pieces": _("Vos pièces"),
        "send": _("Relire et envoyer"),
    }


def steps_of(request: Request, current: str) -> list[tuple[str, str, str]]:
    """Return the steps as c-steps draws them, each with its address: one may go back without losing anything."""
    here = STEPS.index(current)
    return [
        (
            _words()[name],
            "current" if at == here else "done" if at < here else "todo",
            "" if at == here else reverse(f"verification:{name}", args=[request.organisation_id]),
        )
        for at, name in enumerate(STEPS)
    ]


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: what, and where to give it."""

    message: str
    href: str


def what_lacks(request: Request, only: str = "") -> list[Lack]:
    """Return what the request lacks, each with the page and the field that takes it."""
    pk = request.organisation_id
    described = reverse("organisations:describe", args=[pk])
    pages = {
        "territory": f"{described}#id_mrc",
        "number": f"{described}#id_neq",
        "mission": f"{described}#id_mission",
        "sponsor": reverse("verification:kind", args=[pk]) + "#id_sponsor",
        "pieces": reverse("verification:pieces", args=[pk]) + "#ajouter",
        "message": reverse("verification:send", args=[pk]) + "#id_message",
    }
    criteria = reverse("verification:criteria", args=[pk])
    lacking = [one for one in what_is_missing(request) if not only or one.field == only]
    return [
        Lack(
            _named(reason.message, reason.field or ""),
            pages.get(reason.field or "", f"{criteria}#id_{reason.field}"),
        )
        for reason in explain(lacking, SENTENCES)
    ]


def _named(message: str, name: str) -> str:
    """Say which question has no answer, in place of a reason that several of them share."""
    code = name.removeprefix("criterion_")
    if code in CRITERIA and code != name:
        return _("%(question)s Réponse à écrire.") % {"question": CRITERIA[code].question}
    return message


@dataclass(frozen=True, slots=True)
class Followed:
    """How a verification stands, in words; ``begins`` is the word of the button that begins a request."""

    standing: Standing
    badge: str
    tone: str
    title: str
    text: str
    request: Request | None
    missing: list[Lack]
    history: list[Event]
    pieces: list[Evidence] = field(default_factory=list)
    begins: str = ""
    appeal_until: dt.date | None = None
    asked: list[str] = field(default_factory=list)
    renewable_from: dt.date | None = None
    administers: bool = False
    verifies: bool = False


def followed(organisation: Organisation, hat: Hat, now: dt.datetime) -> Followed:
    """Return what the page of a verification shows to this hat."""
    today = timezone.localdate(now)
    standing = standing_of(organisation, today)
    request = open_request_of(organisation.pk)
    administers = may_administer(hat, organisation.pk)
    refusal = last_refusal_of(organisation.pk)
    badge, tone, title, text = _in_words(organisation, standing, request, refusal)
    papers = request is not None and may_read_papers(hat, organisation)
    return Followed(
        standing=standing,
        badge=badge,
        tone=tone,
        title=title,
        text=text,
        request=request,
        missing=what_lacks(request) if request is not None and request.is_editable else [],
        history=history_of(organisation.pk),
        pieces=list(pieces_of(request)) if request is not None and papers else [],
        begins=_begins(organisation, standing, refusal) if administers and request is None else "",
        appeal_until=_appeal_until(refusal, today) if administers and request is None else None,
        asked=[f"« {one.title} » : {one.remark}" for one in answered(request) if one.remark]
        if request is not None and request.state == Request.State.MORE
        else [],
        renewable_from=organisation.verified_until - dt.timedelta(days=REMINDERS[0])
        if organisation.verified_until and standing == Standing.VERIFIED
        else None,
        administers=administers,
        verifies=may_verify(hat, organisation.mrc_id),
    )


def _begins(organisation: Organisation, standing: Standing, refusal: Decision | None) -> str:
    if standing == Standing.VERIFIED or organisation.kind == OrganisationKind.NETWORK:
        return ""
    if refusal is not None:
        return _("Faire une nouvelle demande")
    return _("Demander la vérification") if standing == Standing.NONE else _("Renouveler la vérification")


def _appeal_until(refusal: Decision | None, today: dt.date) -> dt.date | None:
    """Return the last day of the appeal that is still open."""
    if refusal is None or refusal.request is None:
        return None
    refused_on = timezone.localdate(refusal.at)
    was_appeal = refusal.request.nature == Request.Nature.APPEAL
    if not may_appeal(refused_on=refused_on, day=today, was_appeal=was_appeal):
        return None
    return refused_on + dt.timedelta(days=APPEAL_DAYS)


def _in_words(
    organisation: Organisation, standing: Standing, request: Request | None, refusal: Decision | None
) -> tuple[Any, ...]:
    """Return the badge, its tone, the title and the sentence of the present state."""
    state = request.state if request is not None else ""
    if state == Request.State.SENT:
        return (
            _("en examen"),
            "info",
            _("Votre demande est en examen"),
            _(
                "La coordination du territoire ou l’intendance du réseau la lit. La réponse viendra par courriel."
            ),
        )
    if state == Request.State.MORE:
        return (
            _("précisions demandées"),
            "warning",
            _("On vous demande des précisions"),
            _("Lisez ce qui est demandé, complétez vos réponses, puis renvoyez la demande. Tout est gardé."),
        )
    if refusal is not None and request is None and not standing.in_force:
        return (
            _("refusée"),
            "error",
            _("La demande a été refusée"),
            _("Motif : %(motive)s. %(reason)s")
            % {"motive": refusal.get_motive_display(), "reason": refusal.reason},
        )
    return _standing_in_words(organisation, standing, request)


def _standing_in_words(
    organisation: Organisation, standing: Standing, request: Request | None
) -> tuple[Any, ...]:
    if standing == Standing.VERIFIED:
        return (
            _("vérifiée"),
            "success",
            _("L’organisation est vérifiée"),
            _company_or(
                organisation, _("Elle voit et réserve ce qui est partagé avec les organismes de son genre.")
            ),
        )
    if standing == Standing.TO_RENEW:
        return (
            _("à renouveler"),
            "warning",
            _("La vérification finit bientôt"),
            _(
                "Renouvelez-la avant cette date : vos réponses et vos pièces sont reprises, il suffit de les relire."
            ),
        )
    if standing == Standing.EXPIRED:
        return (
            _("échue"),
            "error",
            _("La vérification a pris fin"),
            _(
                "Les réservations déjà acceptées demeurent. Renouvelez-la pour retrouver le cercle "
                "des organismes vérifiés."
            ),
        )
    if request is not None:
        return (
            _("en préparation"),
            "neutral",
            _("Votre demande est en préparation"),
            _(
                "Elle n’est pas encore envoyée. Reprenez-la quand vous voulez : tout ce qui est écrit est gardé."
            ),
        )
    return (
        _("à vérifier"),
        "neutral",
        _("L’organisation n’est pas vérifiée"),
        _company_or(
            organisation,
            _(
                "D’ici là, elle voit seulement ce qui est montré à tous les membres. La demande prend "
                "une vingtaine de minutes."
            ),
        ),
    )


def _company_or(organisation: Organisation, sentence: str) -> str:
    """Return the sentence, or the rule of private companies, which never enter the verified circle."""
    if organisation.kind == OrganisationKind.COMPANY:
        return _(
            "Pour une entreprise privée, la vérification confirme son identité : elle n’ouvre pas ce qui est réservé "
            "aux organismes publics, sociaux et environnementaux."
        )
    return sentence
