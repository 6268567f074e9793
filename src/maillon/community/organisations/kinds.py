"""The kinds of organisation, their legal regimes, the roles and the circles.

Sources: Loi sur l'accès (RLRQ, c. A-2.1, art. 3 à 7) and Loi sur les contrats des organismes publics
(c. C-65.1, art. 4) for public bodies; Loi sur l'économie sociale (c. E-1.1.1) for beneficiaries.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """What an organisation is in law."""

    MINISTRY = "ministere", _("ministère")
    BUDGETARY = "organisme_budgetaire", _("organisme budgétaire")
    NON_BUDGETARY = "organisme_autre_que_budgetaire", _("organisme autre que budgétaire")
    STATE_ENTERPRISE = "societe_etat", _("société d’État")
    MUNICIPALITY = "municipalite_locale", _("municipalité locale")
    BOROUGH = "arrondissement", _("arrondissement")
    MRC = "mrc", _("MRC")
    METROPOLITAN = "communaute_metropolitaine", _("communauté métropolitaine")
    INTERMUNICIPAL = "regie_intermunicipale", _("régie intermunicipale")
    HOUSING_OFFICE = "office_habitation", _("office d’habitation")
    TRANSIT = "societe_transport", _("société de transport")
    SCHOOL_SERVICE_CENTRE = "centre_services_scolaire", _("centre de services scolaire")
    SCHOOL_BOARD = "commission_scolaire", _("commission scolaire")
    CEGEP = "cegep", _("cégep")
    PUBLIC_UNIVERSITY = "universite_publique", _("université publique")
    HEALTH = "etablissement_sante", _("établissement de santé")
    INDIGENOUS_BODY = "organisme_autochtone", _("organisme public autochtone")
    NATIONAL_LIBRARY_MUSEUM = "bibliotheque_musee_national", _("bibliothèque ou musée national")
    OTHER_PARAPUBLIC = "autre_parapublic", _("autre organisme parapublic")
    SOCIAL_NPO = "obnl_social", _("OBNL à mission sociale")
    COMMUNITY = "organisme_communautaire", _("organisme communautaire")
    SOCIAL_ECONOMY = "entreprise_economie_sociale", _("entreprise d’économie sociale")
    COOPERATIVE = "cooperative", _("coopérative")
    ENVIRONMENTAL = "organisme_environnemental", _("organisme environnemental")
    CHARITY = "organisme_bienfaisance", _("organisme de bienfaisance")
    CHILDCARE = "cpe", _("centre de la petite enfance")
    CITIZENS = "groupe_citoyen_parraine", _("groupe citoyen parrainé")
    INDIGENOUS_ORGANISATION = "organisation_autochtone", _("organisation autochtone")
    COMPANY = "entreprise_privee", _("entreprise privée")
    NETWORK = "reseau", _("réseau ou exploitant de la plateforme")


class LegalRegime(models.TextChoices):
    """The rules under which an organisation may lend or dispose of its goods."""

    STATE = "c65_1_r7_1", _("biens de l’État (C-65.1, r. 7.1)")
    CITIES = "lcv", _("Loi sur les cités et villes")
    MUNICIPAL_CODE = "cm", _("Code municipal")
    EDUCATION = "lip", _("Loi sur l’instruction publique")
    HEALTH = "sante", _("gouvernance du système de santé")
    INTERNAL = "interne", _("règles internes")


class Role(models.TextChoices):
    """What a membership lets a person do."""

    ASSET_MANAGER = "asset_manager", _("gestionnaire de biens")
    APPROVER = "approver", _("approbatrice ou approbateur")
    REQUESTER = "requester", _("demandeuse ou demandeur")
    FINANCE = "finance", _("finances")
    ORGANISATION_ADMIN = "organisation_admin", _("administration de l’organisation")
    TERRITORY_COORDINATOR = "territory_coordinator", _("coordination du territoire")
    STEWARD = "steward", _("intendance du réseau")
    AUDITOR = "auditor", _("vérification")


class Circle(models.TextChoices):
    """Who is meant, from the narrowest to the widest: by « who may see » and « who may book »."""

    OWNER = "owner", _("l’organisation propriétaire seulement")
    PARTNERS = "partners", _("les partenaires par entente")
    PUBLIC_BODIES = "public_bodies", _("les organismes publics")
    VERIFIED = "verified", _("les organismes publics, sociaux et environnementaux vérifiés")
    MEMBERS = "members", _("tous les membres de Maillon")
    EVERYONE = "everyone", _("tout le monde")


WIDER_THAN_OWNER = frozenset(Circle) - {Circle.OWNER}
_KINDS = list(OrganisationKind)
PUBLIC_KINDS = frozenset(_KINDS[: _KINDS.index(OrganisationKind.SOCIAL_NPO)])
SOCIAL_KINDS = frozenset(
    _KINDS[_KINDS.index(OrganisationKind.SOCIAL_NPO) : _KINDS.index(OrganisationKind.COMPANY)]
)
REGIME_BY_KIND: dict[str, LegalRegime] = {
    OrganisationKind.MINISTRY: LegalRegime.STATE,
    OrganisationKind.BUDGETARY: LegalRegime.STATE,
    OrganisationKind.NON_BUDGETARY: LegalRegime.STATE,
    OrganisationKind.MUNICIPALITY: LegalRegime.CITIES,
    OrganisationKind.BOROUGH: LegalRegime.CITIES,
    OrganisationKind.MRC: LegalRegime.MUNICIPAL_CODE,
    OrganisationKind.SCHOOL_SERVICE_CENTRE: LegalRegime.EDUCATION,
    OrganisationKind.SCHOOL_BOARD: LegalRegime.EDUCATION,
    OrganisationKind.HEALTH: LegalRegime.HEALTH,
}


def circles_of(kind: str | None, *, verified: bool, partner: bool = False) -> frozenset[str]:
    """Return the circles that an organisation of this kind belongs to, its own apart.

    ``kind`` is None for nobody. Anyone may sign up and call itself a city: an organisation counts as a public
    body, or as « verified », only once it was verified, by the coordination of its territory or a steward.

    ``partner`` says that an agreement in force covers the asset in question: its owner chose this organisation by
    name, verified or not, and every wider circle has those of the narrower ones.
    """
    circles = set(WIDER_THAN_OWNER) if partner else {Circle.EVERYONE}
    if kind is not None:
        circles.add(Circle.MEMBERS)
    if verified and kind in PUBLIC_KINDS:
        circles |= {Circle.PUBLIC_BODIES, Circle.VERIFIED}
    if verified and kind in SOCIAL_KINDS:
        circles.add(Circle.VERIFIED)
    return frozenset(circles)
