"""What each package offers to the others, in one readable place.

Subscriptions to facts, retention of tables, navigation, panels of the asset page and demonstration loaders are
listed here explicitly, so that a reader finds who hears what without a search.
"""

from django.utils.translation import gettext_lazy as _

from maillon.base import privacy
from maillon.base.facts import subscribe
from maillon.community.agreements.facts import (
    AgreementAccepted,
    AgreementDeclined,
    AgreementEnded,
    AgreementEnding,
    AgreementProposed,
    CoverageChanged,
)
from maillon.community.organisations.facts import OrganisationRegistered
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.permissions import may_administer
from maillon.community.verification.permissions import verifies
from maillon.openness.notifications.permissions import looks_after_mail
from maillon.sharing.inventory.permissions import may_keep, may_preload
from maillon.sharing.reservations.facts import (
    AppealAnswered,
    AppealMade,
    MessageWritten,
    ReservationApproved,
    ReservationCancelled,
    ReservationLapsed,
    ReservationMoved,
    ReservationRefused,
    ReservationRequested,
    SearchAnswered,
)
from maillon.sharing.reservations.permissions import may_decide_for, may_read_unmet


def connect() -> None:
    """Subscribe the listeners to the facts, declare what is kept. Called once, when Django is ready."""
    _keep()
    _remind()
    _navigate()
    _find()
    _show_on_assets()
    _remember()
    _promise()
    _change_many()
    _cover()
    _save_views()
    subscribe(OrganisationRegistered, "maillon.community.verification.jobs.on_registered")
    notifications = "maillon.openness.notifications.handlers"
    subscribe(ReservationRequested, f"{notifications}.on_requested")
    subscribe(ReservationApproved, f"{notifications}.on_approved")
    subscribe(ReservationRefused, f"{notifications}.on_refused")
    subscribe(ReservationCancelled, f"{notifications}.on_cancelled")
    subscribe(ReservationLapsed, f"{notifications}.on_lapsed")
    subscribe(ReservationMoved, f"{notifications}.on_moved")
    subscribe(MessageWritten, f"{notifications}.on_message")
    _wait()
    subscribe(SearchAnswered, "maillon.openness.notifications.alerts.on_search_answered")
    for freed in (ReservationRefused, ReservationCancelled, ReservationLapsed):
        subscribe(freed, "maillon.sharing.reservations.jobs.on_freed")
    subscribe(AppealMade, f"{notifications}.on_appeal")
    subscribe(AppealAnswered, f"{notifications}.on_appeal_answered")
    agreements = "maillon.openness.notifications.agreements"
    subscribe(AgreementProposed, f"{agreements}.on_proposed")
    subscribe(AgreementAccepted, f"{agreements}.on_accepted")
    subscribe(AgreementDeclined, f"{agreements}.on_declined")
    subscribe(CoverageChanged, f"{agreements}.on_coverage_changed")
    subscribe(AgreementEnding, f"{agreements}.on_ending")
    subscribe(AgreementEnded, f"{agreements}.on_ended")


def _wait() -> None:
    """Offer what is free again to those who wait, lead to the line where a moment is taken, tell whose turn it is."""
    from maillon.sharing.reservations import remedies
    from maillon.sharing.waiting.facts import PlaceOffered, TurnPassed
    from maillon.sharing.waiting.remedies import wait_for_it

    for freeing in (ReservationRefused, ReservationCancelled, ReservationLapsed):
        subscribe(freeing, "maillon.sharing.waiting.jobs.on_freed")
    remedies.offer(wait_for_it)
    letters = "maillon.openness.notifications.waiting"
    subscribe(PlaceOffered, f"{letters}.on_offered")
    subscribe(TurnPassed, f"{letters}.on_passed")


def _keep() -> None:
    """Declare how long each table keeps its rows, and what each package holds on a person."""
    from maillon.community.agreements.privacy import AGREEMENTS
    from maillon.community.organisations.privacy import PLACES
    from maillon.community.people.privacy import ACCOUNT
    from maillon.community.saved_views.privacy import VIEWS
    from maillon.community.verification.privacy import VERIFICATIONS
    from maillon.config.retention import RETENTIONS
    from maillon.sharing.house_rules.privacy import HOUSE_RULES
    from maillon.sharing.inventory.privacy import RECORDS
    from maillon.sharing.reservations.privacy import ALERTS, APPEALS, REQUESTS, THREADS
    from maillon.sharing.stocktaking.privacy import COUNTS
    from maillon.sharing.supplies.privacy import MOVEMENTS
    from maillon.sharing.waiting.privacy import WAITS

    privacy.declare(*RETENTIONS)
    privacy.offer(HOUSE_RULES, WAITS, ALERTS)
    privacy.offer(APPEALS, REQUESTS, THREADS, RECORDS, COUNTS, MOVEMENTS, AGREEMENTS, VERIFICATIONS)
    privacy.offer(VIEWS, PLACES, ACCOUNT)


def _remind() -> None:
    """Say what may await someone who signs in."""
    from maillon.shell import awaiting
    from maillon.shell.agreements import agreements_await
    from maillon.shell.appeals import appeals_await
    from maillon.shell.first_hour import first_hour_awaits
    from maillon.shell.found import messages_await
    from maillon.shell.mails import mails_await
    from maillon.shell.requests import requests_await
    from maillon.shell.stock import stock_awaits, supplies_await
    from maillon.shell.threads import threads_await
    from maillon.shell.verifications import verifications_await
    from maillon.shell.waits import waits_await

    awaiting.offer(mails_await)
    awaiting.offer(first_hour_awaits, waits_await, requests_await, threads_await, appeals_await)
    awaiting.offer(messages_await, agreements_await, verifications_await, stock_awaits, supplies_await)


def _navigate() -> None:
    """Put the entries of the packages in the navigation, in the order in which they are read."""
    from maillon.shell import navigation
    from maillon.shell.navigation import Entry, Group

    navigation.offer(
        Entry(_("Trouver"), "reservations:find", keys="g t"),
        Entry(_("Trousses"), "kits:list"),
        Entry(_("Aujourd’hui"), "shell:dashboard", shown=_signed_in, keys="g a"),
        Entry(_("Mes demandes"), "reservations:mine", shown=_signed_in, keys="g m"),
        Entry(_("À décider"), "reservations:to_decide", shown=_decides, keys="g d"),
        Entry(_("Vérifications"), "verification:queue", shown=verifies, keys="g v"),
        Entry(_("Gérer"), "inventory:manage", shown=_keeps),
    )
    navigation.offer_keeping(
        Group(
            _("Biens"),
            (
                Entry(_("Nos biens"), "inventory:manage", keys="g b"),
                Entry(_("Trousses"), "kits:manage"),
                Entry(_("Fournitures"), "supplies:list"),
                Entry(_("Importations"), "inventory:imports", keys="g i"),
                Entry(_("Catégories"), "inventory:classes"),
                Entry(_("Portrait"), "reservations:coverage", keys="g p"),
            ),
        ),
        Group(
            _("Lieux et unités"),
            (
                Entry(_("Nos lieux"), "inventory:sites", keys="g l"),
                Entry(_("Nos unités"), "inventory:units", keys="g u"),
                Entry(_("Horaires"), "availability:schedules", keys="g h"),
                Entry(_("Fermetures"), "reservations:closures"),
                Entry(_("Calendriers scolaires"), "availability:calendars"),
            ),
        ),
        Group(
            _("Partage"),
            (
                Entry(_("Partager"), "reservations:offering"),
                Entry(_("Conditions"), "terms:list", keys="g c"),
                Entry(_("Règles"), "house_rules:manage"),
                Entry(_("Ententes"), "agreements:list"),
                Entry(_("Qui voit quoi"), "inventory:audiences"),
            ),
        ),
        Group(
            _("Demande"),
            (
                Entry(_("Cherché en vain"), "reservations:unmet", shown=_reads_unmet),
                Entry(_("Attentes"), "waiting:demand", shown=_decides),
                Entry(_("Réexamens"), "reservations:appeals", shown=_administers),
            ),
        ),
        Group(
            _("Sur place"),
            (
                Entry(_("Étiquettes"), "labels:list"),
                Entry(_("Récolements"), "stocktaking:list"),
                Entry(_("Messages"), "labels:messages"),
            ),
        ),
        Group(_("Membres"), (Entry(_("Membres"), "organisations:members", shown=_administers),)),
    )
    navigation.offer_actions(
        Entry(_("Ajouter un bien"), "inventory:asset_add", shown=_keeps),
        Entry(_("Importer une liste"), "inventory:imports", shown=_keeps),
        Entry(_("Ajouter un lieu"), "inventory:site_add", shown=_keeps),
        Entry(_("Créer un jeton d’API"), "organisations:tokens", shown=_signed_in),
        Entry(_("Rejoindre ou créer une organisation"), "organisations:join", shown=_signed_in),
    )
    navigation.offer_personal(
        Entry(_("Données ouvertes"), "inventory:preloads", shown=may_preload),
        Entry(_("Mes listes d’attente"), "waiting:mine", shown=_signed_in),
        Entry(_("Cherché en vain"), "reservations:unmet", shown=_coordinates),
        Entry(_("Mes alertes"), "reservations:alerts", shown=_signed_in),
        Entry(_("Courriels en échec"), "notifications:failed", shown=looks_after_mail),
        Entry(_("Mes messages"), "people:messages", shown=_signed_in),
        Entry(_("Mon compte"), "people:account", shown=_signed_in),
        Entry(_("Mes données"), "people:my_data", shown=_signed_in),
        Entry(_("Organisations"), "organisations:list"),
        Entry(_("Territoires"), "territories:list"),
        Entry(_("Raccourcis clavier"), "shell:shortcuts"),
    )


def _find() -> None:
    """List what is found from anywhere, in the order in which it is shown."""
    from maillon.community.organisations.finding import ORGANISATIONS
    from maillon.sharing.inventory.finding import ASSETS, SITES
    from maillon.sharing.reservations.finding import REQUESTS
    from maillon.shell import finding

    finding.offer(ASSETS, SITES, REQUESTS, ORGANISATIONS)


def _signed_in(hat: Hat) -> bool:
    return hat.signed_in


def _decides(hat: Hat) -> bool:
    return hat.organisation_id is not None and may_decide_for(hat, hat.organisation_id)


def _administers(hat: Hat) -> bool:
    return hat.organisation_id is not None and may_administer(hat, hat.organisation_id)


def _reads_unmet(hat: Hat) -> bool:
    return may_read_unmet(hat, hat.mrc_code)


def _coordinates(hat: Hat) -> bool:
    return hat.has(Role.TERRITORY_COORDINATOR) or hat.sees_everything


def _keeps(hat: Hat) -> bool:
    return may_keep(hat, hat.organisation_id)


def _show_on_assets() -> None:
    """Draw on the page of an asset what the packages above the inventory know of it, in this order."""
    from maillon.sharing.house_rules.panels import rule_action, rules_panel
    from maillon.sharing.inventory import panels
    from maillon.sharing.labels.actions import offer
    from maillon.sharing.labels.panels import labels_panel
    from maillon.sharing.reservations.panels import (
        booking_panel,
        close_action,
        divide_action,
        hours_panel,
        space_panel,
        week_panel,
    )
    from maillon.sharing.stocktaking.actions import count_action

    panels.offer(week_panel, rules_panel, space_panel, booking_panel, hours_panel, labels_panel)
    panels.offer_actions(divide_action, close_action, rule_action)
    offer(count_action)


def _change_many() -> None:
    """List what can be done to many assets at once, in the order of the page."""
    from maillon.sharing.inventory import bulk
    from maillon.sharing.inventory.bulk import audiences, fields, states
    from maillon.sharing.reservations.gestures import ShareGesture

    bulk.offer(ShareGesture(), fields.SITE, fields.CLASS, fields.AUDIENCE)
    bulk.offer(audiences.FollowRules(), states.Restore(), states.Confirm())
    bulk.offer(states.Freeze(), states.Release(), states.Archive())
    bulk.lead(bulk.Elsewhere("etiqueter", _("Imprimer des étiquettes"), "labels:print"))


def _save_views() -> None:
    """List the pages whose filters can be kept under a name."""
    from maillon.community.saved_views import lists
    from maillon.sharing.inventory.saved import ASSETS
    from maillon.sharing.reservations.saved import SEARCHES, WAITING

    lists.offer(ASSETS, SEARCHES, WAITING)


def _cover() -> None:
    """Say what agreements cover: the inventory knows assets, the agreements do not."""
    from maillon.community.agreements import coverage
    from maillon.sharing.inventory.queries.scopes import AssetCoverage

    coverage.offer(AssetCoverage())


def _promise() -> None:
    """Say who makes promises on assets, before one is archived, and how they follow when two are merged."""
    from maillon.sharing.availability import promised
    from maillon.sharing.house_rules import bearing
    from maillon.sharing.inventory import merging, promises
    from maillon.sharing.inventory.queries.exemplars import ask_not_counted
    from maillon.sharing.labels.merging import move_labels
    from maillon.sharing.reservations.bearing import HouseBookings
    from maillon.sharing.reservations.promised import tell_requests
    from maillon.sharing.reservations.promises import Requests
    from maillon.sharing.reservations.services.merging import move_promises

    promised.offer(tell_requests)
    promises.offer(Requests())
    bearing.offer(HouseBookings())
    promises.guard(ask_not_counted)
    merging.offer(move_promises, move_labels)


def _remember() -> None:
    """Tell the history of an asset what the packages above the inventory noted of it."""
    from maillon.sharing.inventory.queries import history
    from maillon.sharing.labels.history import labels_source
    from maillon.sharing.terms.history import sharing_source

    history.offer(sharing_source, labels_source)


# The loaders of the demonstration, in order: each reads what the earlier ones wrote.
DEMONSTRATION = (
    "maillon.community.organisations",
    "maillon.community.verification",
    "maillon.community.agreements",
    "maillon.community.saved_views",
    "maillon.sharing.inventory",
    "maillon.sharing.labels",
    "maillon.sharing.supplies",
    "maillon.sharing.terms",
    "maillon.sharing.availability",
    "maillon.sharing.reservations",
    "maillon.sharing.stocktaking",
    "maillon.sharing.kits",
    "maillon.sharing.waiting",
)
