"""Kits, requests and answers."""

import datetime as dt
import io

from django.conf import settings
from django.utils import timezone

from maillon.base.mail.models import OutgoingMail
from maillon.base.sealing import seal
from maillon.community.organisations.models import (
    IdentityProvider,
    JoinRequest,
    Membership,
    Organisation,
    ProviderDomain,
)
from maillon.community.organisations.services.providers import SEALED_FOR
from maillon.community.organisations.tokens import issue_token
from maillon.kernel.repetition import Repetition
from maillon.sharing.inventory.imports.services.preloading import OpenData, preload
from maillon.sharing.inventory.imports.services.receiving import receive
from maillon.sharing.kits.models import Kit
from maillon.sharing.kits.photos import put_photo
from maillon.sharing.kits.services import LineWish, write_kit
from maillon.sharing.reservations.closing import ClosureWish, Handling, Scope
from maillon.sharing.reservations.links import AnswerLink, sign_answer, sign_calendar
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.appeals import make_appeal
from maillon.sharing.reservations.services.bundles import BundleWish, request_bundle
from maillon.sharing.reservations.services.closing import close_assets
from maillon.sharing.reservations.services.dates import SeriesWish
from maillon.sharing.reservations.services.orders import Line, send_order
from maillon.sharing.reservations.services.requests import refuse_reservation, request_reservation
from maillon.sharing.reservations.services.series import request_series
from maillon.sharing.reservations.services.threads import write_message
from maillon.testing.builders.community import make_person
from maillon.testing.builders.sharing import at

from .. import hats
from ..hats import only
from .network import World, pixel

LIST = (
    "nom,catégorie,longitude,latitude,capacité\nKanari-liste,patinoire,-72.95,45.63,300\nSalle,salle,x,y,z\n"
)


OPEN = "nom,catégorie,longitude,latitude\nKanari-ouverte,patinoire,-72.95,45.63\n"


def ask(member: Membership | None, asset_id: int, hour: int, purpose: str) -> Reservation:
    assert member is not None
    wish = Wish(asset_id, at(hour), at(hour + 1), purpose=purpose)
    return request_reservation(hat=member.hat(), wish=wish, now=timezone.now())


def make_kits(world: World, town: Organisation) -> None:
    """Write a kit of what everyone sees, and one of what is hidden."""
    keeper = world.members[hats.KEEPER]
    assert keeper is not None
    shown_to = hats.OWNERS | hats.OVERSEERS
    for word, name, asset in (
        ("kit", "Trousse ouverte", "open_place"),
        ("secret_kit", world.hide("Kanari-trousse", from_all_but=shown_to), "secret"),
    ):
        line = LineWish(1, (world.things[asset],))
        kit = write_kit(kit=Kit(name=name, organisation=town), lines=[line], hat=keeper.hat())
        world.things[word] = kit.pk
    shown = world.hide("Kanari-image de trousse", from_all_but=shown_to)
    photo = put_photo(kit_id=kit.pk, file=io.BytesIO(pixel(240)), alt=shown, hat=keeper.hat())
    world.things["kit_photo"] = photo.pk


def make_requests(world: World) -> None:
    """Write a request inside the town, and one of the charity to the town."""
    inside = world.hide("Kanari-réunion", from_all_but=hats.OWNERS | hats.OVERSEERS)
    ours = ask(world.members[hats.REQUESTER], world.things["secret"], 9, inside)
    answering = only(hats.KEEPER, hats.APPROVER, hats.ADMIN, hats.FINANCE)
    theirs_is = world.hide("Kanari-souper", from_all_but=answering | hats.OVERSEERS | only(hats.CHARITY))
    theirs = ask(world.members[hats.CHARITY], world.things["open_place"], 18, theirs_is)
    approver = world.members[hats.APPROVER]
    requester = world.members[hats.REQUESTER]
    charity = world.members[hats.CHARITY]
    assert charity is not None
    together = request_bundle(
        hat=charity.hat(),
        name=world.hide("Kanari-ensemble", from_all_but=answering | hats.OVERSEERS | only(hats.CHARITY)),
        wishes=[BundleWish(Wish(world.things["open_place"], at(14), at(15), purpose=theirs_is))],
        now=timezone.now(),
    )
    first = at(12, days=8).date()
    series = request_series(
        hat=charity.hat(),
        wish=SeriesWish(
            world.things["open_place"],
            Repetition((first.weekday(),), 12 * 60, 13 * 60, first, count=2),
            world.hide("Kanari-saison", from_all_but=answering | hats.OVERSEERS | only(hats.CHARITY)),
        ),
        all_or_nothing=True,
        now=timezone.now(),
    )
    order = send_order(
        hat=charity.hat(),
        lines=[Line(world.things["open_place"], at(20, days=9), at(21, days=9))],
        purpose=world.hide("Kanari-panier", from_all_but=answering | hats.OVERSEERS | only(hats.CHARITY)),
        now=timezone.now(),
    ).order
    assert approver is not None
    assert requester is not None
    said = write_message(
        reference=theirs.reference,
        hat=charity.hat(),
        text=world.hide("Kanari-message", from_all_but=answering | hats.OVERSEERS | only(hats.CHARITY)),
        file=io.BytesIO(b"%PDF-1.7 %%EOF"),
        file_name="kanari-plan.pdf",
        now=timezone.now(),
    )
    refused = [ask(charity, world.things["open_place"], hour, theirs_is) for hour in (11, 12)]
    for one in refused:
        refuse_reservation(reference=one.reference, hat=approver.hat(), motive="staff", now=timezone.now())
    make_appeal(
        reference=refused[1].reference,
        hat=charity.hat(),
        text=world.hide("Kanari-réexamen", from_all_but=answering | hats.OVERSEERS | only(hats.CHARITY)),
        now=timezone.now(),
    )
    world.things |= {
        "refused_request": refused[0].reference,
        "appealed_request": refused[1].reference,
        "thread_document": said.pk,
        "request_inside": ours.reference,
        "request_of_charity": theirs.reference,
        "bundle_of_charity": together.reference,
        "series_of_charity": series.reference,
        "order_of_charity": order.reference,
        "answer_link": sign_answer(AnswerLink(theirs.pk, approver.pk)),
        "false_link": "faux-lien",
        "calendar_link": sign_calendar(requester.person),
        "closure": make_closure(world),
    }


def make_closure(world: World) -> int:
    """Plan the closure of a place that only its owner knows."""
    keeper = world.members[hats.KEEPER]
    assert keeper is not None
    day = at(0, days=90).date()
    reason = world.hide("Kanari-travaux", from_all_but=hats.OWNERS | hats.OVERSEERS)
    wish = ClosureWish(Scope.ASSET, world.things["secret"], "maintenance", reason, day, day)
    return close_assets(hat=keeper.hat(), wish=wish, handling=Handling.REFUSE, now=timezone.now()).pk


def make_papers(world: World, town: Organisation) -> None:
    """Write what surrounds the sharing: a list sent, a token, an e-mail, a wish to join, a sign-in service."""
    run = receive(
        organisation=town,
        by_id=None,
        file=io.BytesIO(LIST.encode()),
        file_name=world.hide("kanari-liste.csv", from_all_but=hats.KEEPERS | hats.OVERSEERS),
        list_name="lieux",
        now=timezone.now(),
    )
    world.hide("Kanari-liste", from_all_but=hats.KEEPERS | hats.OVERSEERS)
    requester = world.members[hats.REQUESTER]
    assert requester is not None
    now = timezone.now()
    token, _key = issue_token(
        membership=requester,
        name=world.hide("Kanari-jeton", from_all_but=only(hats.REQUESTER)),
        may_write=True,
        expires_at=now + dt.timedelta(days=1),
        now=now,
    )
    OutgoingMail.objects.create(
        key="kanari",
        person=requester.person,
        to=requester.person.email,
        language=settings.LANGUAGE_CODE,
        subject="Pour vous seul",
        text=world.hide("Kanari-courriel", from_all_but=only(hats.REQUESTER)),
        state=OutgoingMail.State.FAILED,
    )
    made = preload(
        by=world.members[hats.COORDINATOR].hat(),
        file=io.BytesIO(OPEN.encode()),
        file_name="ouvertes.csv",
        told=OpenData(
            world.hide("Kanari-source", from_all_but=hats.KEEPERS | hats.OVERSEERS | only(hats.COORDINATOR)),
            "CC",
        ),
        owner=town,
        now=timezone.now(),
    )
    world.hide("Kanari-ouverte", from_all_but=hats.KEEPERS | hats.OVERSEERS | only(hats.COORDINATOR))
    world.things |= {"preload": made.pk, "unclaimed": made.runs.get().pk}
    asked = JoinRequest.objects.create(
        organisation=town,
        person=make_person(),
        message=world.hide("Kanari-adhésion", from_all_but=only(hats.ADMIN, hats.STEWARD)),
    )
    provider = IdentityProvider.objects.create(
        organisation=town,
        slug="ville",
        name="Ville",
        issuer="https://identite.invalid",
        sends_to="https://identite.invalid",
        client_id=world.hide("kanari-client", from_all_but=hats.NO_ONE),
        client_secret_sealed=seal(world.hide("kanari-secret", from_all_but=hats.NO_ONE), purpose=SEALED_FOR),
    )
    ProviderDomain.objects.create(provider=provider, domain="identite.invalid")
    world.things |= {"run": run.pk, "token": token.pk, "join_request": asked.pk, "provider": provider.pk}
