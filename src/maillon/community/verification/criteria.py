"""What each family of organisations must show, and where it is written.

Sources: Loi sur l'économie sociale (RLRQ, c. E-1.1.1, art. 3), whose six principles Maillon asks of every social and
environmental organisation as far as they concern it (docs/decisions/0017); Loi sur l'accès (c. A-2.1, art. 3 à 7);
Loi sur la publicité légale des entreprises (c. P-44.1); Loi sur l'interdiction de subventions municipales (c. I-15).
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.kinds import PUBLIC_KINDS, SOCIAL_KINDS, OrganisationKind
from maillon.community.verification.rules import Needs


class Piece(models.TextChoices):
    """What a link or a file proves."""

    CHARTER = "charter", _("lettres patentes ou statuts")
    REGISTER = "register", _("état de renseignements au Registraire des entreprises")
    BY_LAWS = "by_laws", _("règlements généraux")
    ACT = "act", _("loi, décret ou entente qui constitue l’organisme")
    SPONSOR = "sponsor", _("lettre de l’organisme parrain")
    RECOGNITION = "recognition", _("reconnaissance municipale ou autre accréditation")
    REPORT = "report", _("rapport d’activité ou états financiers")
    OTHER = "other", _("autre pièce")


class Motive(models.TextChoices):
    """Why a verification is refused or withdrawn: a closed list, so that refusals can be counted."""

    CRITERION = "criterion", _("un critère n’est pas rempli")
    EVIDENCE = "evidence", _("les pièces ne prouvent pas ce qui est déclaré")
    IDENTITY = "identity", _("l’organisation n’est pas celle qu’elle dit être")
    SPONSOR = "sponsor", _("le parrainage n’est pas confirmé")
    DUPLICATE = "duplicate", _("l’organisation est déjà inscrite sous un autre nom")
    CEASED = "ceased", _("l’organisation a cessé ses activités")
    OTHER = "other", _("autre motif")


class Outcome(models.TextChoices):
    """What a decision did; the last ones were taken without a request."""

    GRANTED = "granted", _("vérification accordée")
    REFUSED = "refused", _("vérification refusée")
    MORE = "more", _("précisions demandées")
    WITHDRAWN = "withdrawn", _("vérification retirée")
    EXPIRED = "expired", _("vérification arrivée à sa fin")
    CONFIRMED = "confirmed", _("organisme public confirmé sans demande")
    REGISTERED = "registered", _("inscrite par l’intendance")
    CARRIED_OVER = "carried_over", _("reprise d’une vérification antérieure")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question: its short name, what is asked, the law it comes from, an example of a good answer."""

    code: str
    title: "str | Promise"
    question: "str | Promise"
    source: "str | Promise"
    example: "str | Promise"


_CRITERIA = (
    Criterion(
        "need",
        _("Un besoin de ses membres ou de la collectivité"),
        _("À quel besoin de vos membres ou de votre collectivité répondez-vous?"),
        _("Loi sur l’économie sociale (RLRQ, c. E-1.1.1), art. 3, 1°"),
        _("« Dépannage alimentaire de 300 familles du quartier, art. 2 des lettres patentes. »"),
    ),
    Criterion(
        "independent",
        _("Aucun organisme public ne décide à sa place"),
        _("Qui nomme votre conseil? Un organisme public y a-t-il la majorité?"),
        _("Loi sur l’économie sociale (RLRQ, c. E-1.1.1), art. 3, 2°"),
        _("« Sept administrateurs élus par les membres; la Ville n’en nomme aucun, règlements, art. 14. »"),
    ),
    Criterion(
        "democratic",
        _("Une gouvernance démocratique par les membres"),
        _("Comment vos membres décident-ils?"),
        _("Loi sur l’économie sociale (RLRQ, c. E-1.1.1), art. 3, 3°"),
        _("« Assemblée annuelle, une voix par membre, règlements, art. 9. »"),
    ),
    Criterion(
        "viable",
        _("Une activité qui vise à durer par elle-même"),
        _("D’où viennent vos revenus, et comment visez-vous la viabilité?"),
        _("Loi sur l’économie sociale (RLRQ, c. E-1.1.1), art. 3, 4°"),
        _("« Ventes : 60 % des revenus de 2025; le reste en contrats et subventions. »"),
    ),
    Criterion(
        "surplus",
        _("Des surplus qui ne sont pas distribués, ou selon l’usage seulement"),
        _("Que deviennent vos surplus?"),
        _("Loi sur l’économie sociale (RLRQ, c. E-1.1.1), art. 3, 5°"),
        _("« Aucune distribution aux membres, lettres patentes, clause 4. »"),
    ),
    Criterion(
        "residue",
        _("À la dissolution, un reliquat remis à une organisation semblable"),
        _("À qui iraient vos biens si l’organisation était dissoute?"),
        _("Loi sur l’économie sociale (RLRQ, c. E-1.1.1), art. 3, 6°"),
        _("« À un organisme semblable de la MRC, lettres patentes, clause 5. »"),
    ),
    Criterion(
        "public",
        _("Un organisme public"),
        _("Par quelle loi, quel décret ou quelle entente votre organisme existe-t-il?"),
        _("Loi sur l’accès (RLRQ, c. A-2.1), art. 3 à 7"),
        _("« Municipalité constituée par décret, répertoire du ministère des Affaires municipales. »"),
    ),
    Criterion(
        "registered",
        _("Une entreprise immatriculée"),
        _("Sous quel nom et à quelle adresse l’entreprise est-elle immatriculée au Québec?"),
        _("Loi sur la publicité légale des entreprises (RLRQ, c. P-44.1)"),
        _("« Location Bellerive inc., rue des Cascades, Saint-Hyacinthe. »"),
    ),
    Criterion(
        "no_aid",
        _("Aucun avantage municipal gratuit ou sous le coût"),
        _("Confirmez que l’entreprise paiera au moins le coût de ce qu’elle emprunte à une municipalité."),
        _("Loi sur l’interdiction de subventions municipales (RLRQ, c. I-15)"),
        _("« Confirmé par la présidente, résolution du 3 mars 2026. »"),
    ),
)
CRITERIA = {criterion.code: criterion for criterion in _CRITERIA}

_ECONOMY = frozenset({OrganisationKind.SOCIAL_ECONOMY, OrganisationKind.COOPERATIVE})
_SIX = ("need", "independent", "democratic", "viable", "surplus", "residue")
# Viability is asked of those who trade; an organisation that gives its services has no market to live from.
_FIVE = tuple(code for code in _SIX if code != "viable")
# A group without a legal person has neither surplus nor residue of its own: its sponsor answers for them.
_THREE = ("need", "independent", "democratic")

_PUBLIC = Needs(("public",), ends=False)
_TRADE = Needs(_SIX, pieces=(Piece.CHARTER.value,), number=True, mission=True)
_SOCIAL = Needs(_FIVE, pieces=(Piece.CHARTER.value,), number=True, mission=True)
_INDIGENOUS = Needs(_FIVE, pieces=(Piece.CHARTER.value,), mission=True)
_CITIZENS = Needs(_THREE, pieces=(Piece.SPONSOR.value,), mission=True, sponsor=True)
_COMPANY = Needs(("registered", "no_aid"), pieces=(Piece.REGISTER.value,), number=True)


def needs_of(kind: str) -> Needs:
    """Return what an organisation of this kind must show; the network itself has nothing to prove to itself."""
    if kind in PUBLIC_KINDS:
        return _PUBLIC
    if kind in _ECONOMY:
        return _TRADE
    if kind == OrganisationKind.CITIZENS:
        return _CITIZENS
    if kind == OrganisationKind.INDIGENOUS_ORGANISATION:
        return _INDIGENOUS
    if kind in SOCIAL_KINDS:
        return _SOCIAL
    return _COMPANY if kind == OrganisationKind.COMPANY else Needs((), ends=False)


def criteria_of(kind: str) -> tuple[Criterion, ...]:
    """Return the questions asked of this kind, in the order of the law."""
    return tuple(CRITERIA[code] for code in needs_of(kind).criteria)
