"""The verifications of the demonstration: one of every state around Saint-Hyacinthe, a few elsewhere. All invented."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from maillon.base.demonstration import World
from maillon.community.organisations.accounts import ACCOUNTS, CLUB, TOWN
from maillon.community.organisations.kinds import OrganisationKind as Kind
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Organisation
from maillon.community.people.models import Person
from maillon.community.verification.criteria import Motive, Outcome, Piece, needs_of
from maillon.community.verification.models import Decision, Evidence, Request
from maillon.community.verification.rules import DEFAULT_YEARS, MORE, NO, YES, years_later
from maillon.kernel.words import slug, sort_key

State = Request.State
ANSWERS = {
    "need": "Voir l’article 2 des lettres patentes : la mission, et les 180 personnes servies en 2025.",
    "independent": "Sept administratrices et administrateurs élus par les membres; aucun n’est nommé par un "
    "organisme public (règlements, art. 14).",
    "democratic": "Assemblée générale chaque mai, une voix par membre (règlements, art. 9).",
    "viable": "Ventes et cotisations : 62 % des revenus de 2025; le reste en contrats.",
    "surplus": "Aucune distribution aux membres (lettres patentes, clause 4).",
    "residue": "À un organisme semblable de la MRC (lettres patentes, clause 5).",
    "registered": "Immatriculée depuis 2011, sous le même nom.",
    "no_aid": "Confirmé par la présidente, résolution du 3 mars.",
}
CITIZENS = "Comité citoyen du parc des Braves"


@dataclass(frozen=True, slots=True)
class Example:
    """An organisation and what happened to its request, some days ago."""

    name: str
    state: str
    days: int
    nature: str = Request.Nature.FIRST
    silent_on: tuple[str, ...] = ()
    ends_in: int | None = None
    motive: str = ""
    reason: str = ""
    verdicts: tuple[tuple[str, str, str], ...] = ()


EXAMPLES = (
    Example(CLUB, State.GRANTED, 400),
    Example("Ressourcerie Saint-Hyacinthe", State.GRANTED, 690, ends_in=40),
    Example("CPE Les Petits Pas de Saint-Hyacinthe", State.GRANTED, 95),
    Example("Location Bellerive inc.", State.GRANTED, 210),
    Example("Troupe de théâtre de Saint-Hyacinthe", State.SENT, 6),
    Example(CITIZENS, State.SENT, 2),
    Example(
        "Cuisine collective de Saint-Hyacinthe",
        State.MORE,
        9,
        reason="Il ne manque que deux précisions : le reste du dossier est clair.",
        verdicts=(
            ("residue", MORE, "À qui iraient les biens? La clause citée n’en parle pas."),
            ("independent", MORE, "La Ville nomme-t-elle quelqu’un au conseil?"),
        ),
    ),
    Example(
        "Coopérative d’outils de Saint-Hyacinthe",
        State.REFUSED,
        21,
        motive=Motive.CRITERION,
        reason="Les règlements permettent de verser les surplus selon les parts, et non selon l’usage.",
        verdicts=(("surplus", NO, "Article 31 des règlements : au prorata des parts."),),
    ),
    Example(
        "Conseil de l’environnement de Saint-Hyacinthe", State.DRAFT, 3, silent_on=("surplus", "residue")
    ),
)


# What happened elsewhere to the organisations that are not verified, in turn.
EXPIRED = "expired"
ELSEWHERE = (
    Example("", State.SENT, 4),
    Example("", EXPIRED, 18),
    Example(
        "",
        State.REFUSED,
        33,
        motive=Motive.EVIDENCE,
        reason="Les lettres patentes jointes sont celles d’une autre corporation. Un nouveau dossier est bienvenu.",
    ),
    Example("", State.SENT, 1),
    Example("", State.MORE, 12, reason="Joignez la page du règlement qui parle de la dissolution."),
    Example("", State.DRAFT, 2, silent_on=("residue",)),
    Example("", State.SENT, 11),
)


def load(world: World) -> None:
    """Write a decision for each organisation already verified, then the examples."""
    steward, coordinator = _people(Role.STEWARD), _people(Role.TERRITORY_COORDINATOR)
    told = {example.name for example in EXAMPLES}
    known = Organisation.objects.exclude(name__in=told).order_by("pk")
    _number(known)
    _register(known.filter(verified_at__isnull=False).exclude(kind=Kind.CITIZENS), steward, world)
    _tell_elsewhere(known, steward, world)
    if not Organisation.objects.filter(name=CLUB).exists():
        return  # the demonstration of other territories only
    _found_the_committee(world)
    for example in EXAMPLES:
        _write(example, Organisation.objects.get(name=example.name), coordinator, world)


def _number(known: QuerySet[Organisation]) -> None:
    """Give a Québec enterprise number, invented, to those that need one."""
    numbered = [one for one in known if needs_of(one.kind).number]
    for number, one in enumerate(numbered, start=1):
        one.neq = f"1100{number:06d}"
    Organisation.objects.bulk_update(numbered, ["neq"])


def _tell_elsewhere(known: QuerySet[Organisation], steward: Person | None, world: World) -> None:
    """Say why some organisations of other territories are not verified, and who answers for the citizens' groups."""
    for one in known.filter(kind=Kind.CITIZENS, verified_at__isnull=False):
        _write(Example(one.name, State.GRANTED, world.rng.randint(60, 300)), one, steward, world)
    waiting = known.filter(verified_at__isnull=True).exclude(kind=Kind.NETWORK)
    for number, one in enumerate(waiting):
        example = ELSEWHERE[number % len(ELSEWHERE)]
        if example.state == EXPIRED:
            _let_end(one, example.days, steward, world)
        else:
            _write(example, one, steward, world)


def _let_end(one: Organisation, days: int, steward: Person | None, world: World) -> None:
    """Say that a verification was granted two years ago, and that nobody renewed it."""
    ended = world.now - dt.timedelta(days=days)
    last = ended.date() - dt.timedelta(days=1)
    granted = ended - dt.timedelta(days=730)
    Decision.objects.bulk_create(
        [
            Decision(organisation=one, outcome=Outcome.GRANTED, by=steward, at=granted, until=last),
            Decision(organisation=one, outcome=Outcome.EXPIRED, at=ended),
        ]
    )
    Organisation.objects.filter(pk=one.pk).update(verified_until=last)


def _people(role: Role) -> Person | None:
    address = next(account.address for account in ACCOUNTS if role in account.roles)
    return Person.objects.filter(email=address).first()


def _register(verified: QuerySet[Organisation], steward: Person | None, world: World) -> None:
    """Say that the steward wrote them in; those whose two years would be over were renewed in time."""
    organisations, decisions = list(verified), []
    for one in organisations:
        since = one.verified_at or world.now
        decision = Decision(organisation=one, outcome=Outcome.REGISTERED, by=steward, at=since)
        decisions.append(decision)
        if not needs_of(one.kind).ends:
            continue
        decision.until = one.verified_until = years_later(since.date(), DEFAULT_YEARS)
        if (one.verified_until - world.today).days <= 90:
            one.verified_until = years_later(one.verified_until, DEFAULT_YEARS)
            at = since + dt.timedelta(days=630)
            decisions.append(
                Decision(
                    organisation=one, outcome=Outcome.GRANTED, by=steward, at=at, until=one.verified_until
                )
            )
    Organisation.objects.bulk_update(organisations, ["verified_until"])
    Decision.objects.bulk_create(decisions)


def _found_the_committee(world: World) -> None:
    """Write a citizens' group without a legal person, whose town answers for it."""
    town = Organisation.objects.get(name=TOWN)
    committee = Organisation.objects.create(
        name=CITIZENS,
        sort_key=sort_key(CITIZENS),
        kind=Kind.CITIZENS,
        mrc_id=town.mrc_id,
        municipality_id=town.municipality_id,
        email="bonjour@parc-des-braves.example",
        mission="Verdir le parc, y tenir une fête des voisins et deux corvées par année.",
    )
    Organisation.objects.filter(pk=committee.pk).update(created_at=world.now - dt.timedelta(days=30))


def _write(example: Example, organisation: Organisation, judge: Person | None, world: World) -> None:
    at = world.now - dt.timedelta(days=example.days)
    needs = needs_of(organisation.kind)
    if needs.number and example.state != State.DRAFT:  # the draft lacks it, to show what is missing
        organisation.neq = organisation.neq or f"1100900{EXAMPLES.index(example):03d}"  # invented
        organisation.save()
    criteria = needs.criteria
    sent = example.state != State.DRAFT
    request = Request.objects.create(
        organisation=organisation,
        nature=example.nature,
        state=example.state,
        kind=organisation.kind,
        legal_regime=organisation.legal_regime,
        sponsor=_town_of(organisation) if needs.sponsor else None,
        answers={code: ANSWERS[code] for code in criteria if code not in example.silent_on},
        opened_at=at - dt.timedelta(days=4),
        sent_at=at - dt.timedelta(days=3 if example.state != State.SENT else 0) if sent else None,
        closed_at=at if example.state in {State.GRANTED, State.REFUSED} else None,
    )
    _prove(request)
    granted = example.state == State.GRANTED
    until = None
    if granted:
        ends = world.today + dt.timedelta(days=example.ends_in or 0)
        until = ends if example.ends_in else years_later(at.date(), DEFAULT_YEARS)
    Organisation.objects.filter(pk=organisation.pk).update(
        verified_at=at if granted else None, verified_until=until
    )
    if example.state in {State.GRANTED, State.REFUSED, State.MORE}:
        _decide(example, request, judge, at, until)


def _town_of(organisation: Organisation) -> Organisation | None:
    towns = Organisation.objects.filter(kind=Kind.MUNICIPALITY, mrc_id=organisation.mrc_id)
    return towns.order_by("pk").first()


def _prove(request: Request) -> None:
    """Give the request the pieces that its kind asks for, as links that lead nowhere."""
    for what in needs_of(request.kind).pieces:
        address = f"https://pieces.example/{slug(request.organisation.name)[:60]}/{what}"
        Evidence.objects.create(request=request, what=what, url=address, added_at=request.opened_at)
    if request.state == State.SENT:
        address = f"https://pieces.example/{slug(request.organisation.name)[:60]}/bilan"
        Evidence.objects.create(
            request=request, what=Piece.REPORT, label="Bilan 2025", url=address, added_at=request.opened_at
        )


def _office_of(judge: Person | None) -> Organisation | None:
    return Organisation.objects.filter(memberships__person=judge).order_by("pk").first() if judge else None


def _decide(
    example: Example, request: Request, judge: Person | None, at: dt.datetime, until: dt.date | None
) -> None:
    special = {code: (verdict, remark) for code, verdict, remark in example.verdicts}
    outcomes = {
        State.GRANTED.value: Outcome.GRANTED,
        State.REFUSED.value: Outcome.REFUSED,
        State.MORE.value: Outcome.MORE,
    }
    findings = {}
    for code in needs_of(request.kind).criteria:
        verdict, remark = special.get(code, (YES, ""))
        findings[code] = {"verdict": verdict, "remark": remark, "proof": request.answers.get(code, "")}
    Decision.objects.create(
        organisation=request.organisation,
        request=request,
        outcome=outcomes[str(example.state)],
        motive=example.motive,
        reason=example.reason,
        findings=findings,
        until=until,
        by=judge,
        by_organisation=_office_of(judge),
        at=at,
    )
