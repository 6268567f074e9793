"""How long each table keeps its rows, and why: one line per table, read by those who ask and by a test.

The durations are Maillon's own proposals, set for the purposes told here (Loi sur l'accès, RLRQ, c. A-2.1, art. 73);
a body with a retention schedule of its own may ask for longer or shorter ones.
"""

from django.utils.translation import gettext_lazy as _

from maillon.base.privacy import Retention

YEARS = 365
SIX_YEARS, SEVEN_YEARS = 6 * YEARS, 7 * YEARS

PEOPLE = (
    Retention(
        "people.Person",
        None,
        _("Votre nom, votre adresse et votre langue : pour vous reconnaître et vous écrire."),
        personal=("email", "name", "language", "shortcuts", "joined_at", "last_login"),
    ),
    Retention(
        "account.EmailAddress",
        None,
        _("Votre adresse, et la preuve qu’elle est la vôtre."),
        personal=("email",),
    ),
    Retention("account.EmailConfirmation", None, _("Vide : les adresses se confirment par un code.")),
    Retention(
        "mfa.Authenticator",
        None,
        _("Vos clés d’accès et le secret, chiffré, de votre application d’authentification."),
        personal=("data",),
    ),
    Retention(
        "usersessions.UserSession",
        30,
        _("Vos connexions : pour reconnaître un appareil qui n’est pas à vous."),
        since="last_seen_at",
        personal=("ip", "user_agent"),
    ),
    Retention("sessions.Session", 1, _("Les sessions échues."), since="expire_date"),
    Retention(
        "socialaccount.SocialAccount",
        None,
        _("Le lien avec le service de connexion de votre organisation."),
        personal=("uid", "extra_data"),
    ),
    Retention("socialaccount.SocialApp", None, _("Vide : les fournisseurs sont ceux des organisations.")),
    Retention("socialaccount.SocialToken", None, _("Vide : aucun jeton d’un fournisseur n’est gardé.")),
    Retention(
        "mail.OutgoingMail",
        YEARS,
        _("Les courriels que Maillon vous a écrits : pour les relire s’ils se perdent."),
        since="created_at",
        personal=("to", "subject", "text"),
    ),
    Retention(
        "people_attempt", None, _("Essais de connexion comptés, effacés d’eux-mêmes en moins d’un jour.")
    ),
)
ORGANISATIONS = (
    Retention(
        "organisations.Organisation", None, _("Le registre des organisations."), personal=("email", "phone")
    ),
    Retention(
        "organisations.OrganisationEvent",
        SEVEN_YEARS,
        _("Qui a changé une organisation, quand."),
        since="pgh_created_at",
        personal=("email", "phone"),
    ),
    Retention(
        "organisations.Membership",
        None,
        _("Vos rôles dans les organisations, présents et passés."),
        personal=("title", "roles"),
    ),
    Retention(
        "organisations.MembershipEvent",
        SEVEN_YEARS,
        _("Qui a reçu ou perdu un rôle, quand : pour répondre de chaque décision."),
        since="pgh_created_at",
        personal=("title", "roles"),
    ),
    Retention(
        "organisations.ApiToken", SIX_YEARS, _("Les jetons et leur dernier usage."), since="expires_at"
    ),
    Retention(
        "organisations.JoinRequest",
        2 * YEARS,
        _("Vos demandes pour rejoindre une organisation."),
        since="created_at",
        personal=("message",),
    ),
    Retention("organisations.IdentityProvider", None, _("Tant que l’organisation offre cette connexion.")),
    Retention("organisations.ProviderDomain", None, _("Tant que l’organisation offre cette connexion.")),
    Retention(
        "verification.Request",
        SEVEN_YEARS,
        _(
            "Les demandes de vérification de votre organisation : pour les renouveler et répondre des décisions."
        ),
        since="opened_at",
        personal=("answers", "message", "sent_by"),
    ),
    Retention(
        "verification.RequestEvent",
        SEVEN_YEARS,
        _("L’historique de chaque demande de vérification."),
        since="pgh_created_at",
        personal=("answers", "message", "sent_by"),
    ),
    Retention(
        "verification.Evidence",
        None,
        _("Les pièces de vérification : effacées un an après la fin ou le refus qu’elles servaient."),
        personal=("label", "url", "file"),
    ),
    Retention(
        "verification.Decision",
        None,
        _("Registre des décisions de vérification : qui, quand, quoi, pourquoi."),
        personal=("by", "reason", "findings"),
    ),
    Retention(
        "verification.DecisionEvent",
        SEVEN_YEARS,
        _("La preuve qu’une décision n’a pas été changée."),
        since="pgh_created_at",
        personal=("by", "reason", "findings"),
    ),
    Retention(
        "agreements.Agreement",
        None,
        _("Les ententes de partage : registre des organisations qui les ont conclues."),
        personal=("proposed_by",),
    ),
    Retention(
        "agreements.AgreementEvent",
        SEVEN_YEARS,
        _("Qui a changé une entente, quand : pour savoir ce qui valait un jour donné."),
        since="pgh_created_at",
        personal=("proposed_by",),
    ),
    Retention(
        "agreements.Party",
        None,
        _("La réponse de chaque partenaire d’une entente, et sa raison."),
        personal=("answered_by", "reason"),
    ),
    Retention(
        "agreements.PartyEvent",
        SEVEN_YEARS,
        _("Qui a répondu à une entente, quand."),
        since="pgh_created_at",
        personal=("answered_by", "reason"),
    ),
    Retention(
        "saved_views.SavedView",
        None,
        _(
            "Vos vues enregistrées des listes; celles que vous partagez restent à votre organisation, sans votre nom."
        ),
        personal=("name", "asked", "person"),
    ),
    Retention("territories.Region", None, _("Registre public.")),
    Retention("territories.Mrc", None, _("Registre public.")),
    Retention("territories.Municipality", None, _("Registre public.")),
)
SHARING = (
    Retention("inventory.AssetClass", None, _("Registre public.")),
    Retention("inventory.ClassField", None, _("Registre public.")),
    Retention(
        "inventory.ClassFieldEvent",
        SEVEN_YEARS,
        _("Qui a changé une caractéristique, quand."),
        since="pgh_created_at",
    ),
    Retention("inventory.ClassCode", None, _("Registre public.")),
    Retention(
        "inventory.ClassCodeEvent",
        SEVEN_YEARS,
        _("Qui a changé le code d’une catégorie, quand."),
        since="pgh_created_at",
    ),
    Retention("inventory.Site", None, _("Tant que l’organisation tient ce lieu au registre.")),
    Retention("inventory.SiteEvent", SEVEN_YEARS, _("Qui a changé un lieu, quand."), since="pgh_created_at"),
    Retention("inventory.Asset", None, _("Tant que l’organisation tient ce bien au registre.")),
    Retention("inventory.AssetEvent", SEVEN_YEARS, _("Qui a changé un bien, quand."), since="pgh_created_at"),
    Retention("inventory.AudienceRule", None, _("Tant que l’organisation s’en sert.")),
    Retention(
        "inventory.AudienceRuleEvent",
        SEVEN_YEARS,
        _("Qui a changé une règle de qui peut voir, quand."),
        since="pgh_created_at",
    ),
    Retention("inventory.Accessory", None, _("Tant que le bien est au registre.")),
    Retention(
        "inventory.AccessoryEvent",
        SEVEN_YEARS,
        _("Qui a changé un accessoire, quand."),
        since="pgh_created_at",
    ),
    Retention("inventory.Exemplar", None, _("Tant que le bien est au registre.")),
    Retention(
        "inventory.ExemplarEvent",
        SEVEN_YEARS,
        _("Qui a changé un exemplaire, quand."),
        since="pgh_created_at",
    ),
    Retention("inventory.Scope", None, _("Avec son entente.")),
    Retention(
        "inventory.ScopeEvent",
        SEVEN_YEARS,
        _("Ce qu’une entente couvrait un jour donné."),
        since="pgh_created_at",
    ),
    Retention("inventory.Photo", None, _("Tant que le bien est au registre.")),
    Retention(
        "inventory.Unit",
        None,
        _("Tant que l’organisation tient cette unité."),
        personal=("contact", "email", "phone"),
    ),
    Retention(
        "inventory.KeepingRecord",
        None,
        _("Tant que le bien est au registre; votre nom disparaît si vous effacez vos données."),
        personal=("keeper",),
    ),
    Retention(
        "inventory.KeepingRecordEvent",
        SEVEN_YEARS,
        _("Qui a changé la fiche de gestion d’un bien, quand."),
        since="pgh_created_at",
        personal=("keeper",),
    ),
    Retention(
        "inventory.Condition",
        None,
        _("Les relevés d’état d’un bien, tant qu’il est au registre; votre nom disparaît avec vos données."),
        personal=("by", "note"),
    ),
    Retention("inventory.ConditionPhoto", None, _("Avec son relevé d’état.")),
    Retention("inventory.Document", None, _("Tant que le bien est au registre.")),
    Retention(
        "inventory.DocumentVersion",
        None,
        _("Avec son document; votre nom disparaît si vous effacez vos données."),
        personal=("by",),
    ),
    Retention("inventory.ImportRun", None, _("Tant que ses suggestions peuvent être annulées.")),
    Retention("inventory.Preload", None, _("Tant que des fiches en viennent : leur source et leur licence.")),
    Retention("inventory.ImportWork", None, _("Avec son importation.")),
    Retention("inventory.ListMapping", None, _("Tant que l’organisation importe des listes.")),
    Retention("inventory.ClassRule", None, _("Tant que l’organisation importe des listes.")),
    Retention("inventory.Suggestion", None, _("Tant que l’importation peut être annulée.")),
    Retention("labels.Label", None, _("Tant que l’organisation tient ses étiquettes.")),
    Retention(
        "labels.LabelEvent",
        SEVEN_YEARS,
        _("Qui a relié ou annulé une étiquette, quand."),
        since="pgh_created_at",
    ),
    Retention(
        "labels.Batch", 2 * YEARS, _("Ce qui a été imprimé : pour l’imprimer de nouveau."), since="made_at"
    ),
    Retention("labels.Calibration", None, _("Le réglage d’une imprimante.")),
    Retention(
        "labels.Message",
        YEARS,
        _("Ce qu’écrit une personne qui a lu une étiquette : le temps d’y répondre."),
        since="received_at",
        personal=("text", "contact"),
    ),
    Retention(
        "stocktaking.Count",
        None,
        _("Les récolements : effacés sept ans après leur fermeture, avec leurs photos et leur rapport."),
        personal=("counters", "begun_by", "closed_by"),
    ),
    Retention("stocktaking.Count_counters", None, _("À qui un récolement est confié.")),
    Retention("stocktaking.Expected", None, _("Avec son récolement.")),
    Retention(
        "stocktaking.Observation",
        None,
        _(
            "Ce que vous avez vu en comptant : avec son récolement; votre nom disparaît si vous effacez vos données."
        ),
        personal=("person", "remark"),
    ),
    Retention("stocktaking.ObservationPhoto", None, _("Avec son récolement."), personal=("file",)),
    Retention("stocktaking.Proposal", None, _("Avec son récolement."), personal=("decided_by",)),
    Retention(
        "stocktaking.Report",
        None,
        _("Le rapport scellé, où sont nommées les personnes qui ont compté : avec son récolement."),
        personal=("file",),
    ),
    Retention("terms.SharingTerms", None, _("Tant qu’une offre s’y rapporte.")),
    Retention(
        "terms.SharingTermsEvent",
        SEVEN_YEARS,
        _("Les conditions qui valaient un jour donné."),
        since="pgh_created_at",
    ),
    Retention("terms.Offer", None, _("Tant que le bien est au registre.")),
    Retention(
        "terms.OfferEvent", SEVEN_YEARS, _("Ce qui était offert un jour donné."), since="pgh_created_at"
    ),
    Retention("kits.Kit", None, _("Tant que l’organisation la propose.")),
    Retention("kits.KitEvent", SEVEN_YEARS, _("Qui a changé une trousse, quand."), since="pgh_created_at"),
    Retention("kits.KitLine", None, _("Avec sa trousse.")),
    Retention("kits.KitChoice", None, _("Avec sa trousse.")),
    Retention("availability.Schedule", None, _("Tant que l’organisation s’en sert.")),
    Retention("availability.ScheduleException", None, _("Avec son horaire.")),
    Retention("availability.ScheduleDay", None, _("Recalculé chaque nuit de la veille à dix-huit mois.")),
    Retention("availability.Block", None, _("Avec les biens qu’il réunit.")),
    Retention("availability.Cell", None, _("Avec son bloc.")),
    Retention("availability.Bookable", None, _("Avec son bien.")),
    Retention("availability.Commitment", None, _("Avec sa réservation, sans nom.")),
    Retention(
        "reservations.Reservation",
        None,
        _("Vos demandes : registre des organisations, où votre nom disparaît si vous effacez vos données."),
        personal=("person", "purpose", "message", "decided_by"),
    ),
    Retention(
        "reservations.Bundle",
        None,
        _("Ce que vous avez demandé ensemble; votre nom disparaît si vous effacez vos données."),
        personal=("person", "name"),
    ),
    Retention("reservations.BundleItem", None, _("Avec son ensemble.")),
    Retention(
        "reservations.ReservationEvent",
        SEVEN_YEARS,
        _("L’historique de chaque demande : pour répondre de chaque décision."),
        since="pgh_created_at",
        personal=("person", "purpose", "message", "decided_by"),
    ),
)
MACHINERY = (
    Retention("api.KeptAnswer", None, _("Réponses de l’API, oubliées d’heure en heure après deux jours.")),
    Retention(
        "pghistory.Context",
        SEVEN_YEARS,
        _("Sous quel chapeau et par quelle page chaque changement a été fait."),
        since="created_at",
        personal=("metadata",),
    ),
    Retention("procrastinate_jobs", None, _("Travail de fond, retiré une semaine après sa fin.")),
    Retention("procrastinate_events", None, _("Avec son travail.")),
    Retention("procrastinate_periodic_defers", None, _("Avec son travail.")),
    Retention("procrastinate_workers", None, _("Tant que le processus vit.")),
    Retention("auth.Permission", None, _("Aucun droit n’y est donné.")),
    Retention("auth.Group", None, _("Vide.")),
    Retention("auth.Group_permissions", None, _("Vide.")),
    Retention("contenttypes.ContentType", None, _("Liste des tables.")),
    Retention("django_migrations", None, _("Liste des mises à jour de la base.")),
)
RETENTIONS = (*PEOPLE, *ORGANISATIONS, *SHARING, *MACHINERY)
