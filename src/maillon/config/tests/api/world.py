"""A small network to call the API against: two towns, a place that one lends, and a key per hat."""

import datetime as dt
import io
import json
import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.test import Client
from django.utils import timezone

from maillon.community.agreements.models import Agreement
from maillon.community.organisations.kinds import Circle, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.organisations.tokens import issue_token
from maillon.sharing.inventory.imports.services import read_file
from maillon.sharing.inventory.models import (
    Asset,
    AssetClass,
    AudienceRule,
    Document,
    ImportRun,
    Photo,
    Unit,
)
from maillon.sharing.inventory.services import add_document
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.sharing.supplies.models import Article, Movement
from maillon.sharing.supplies.services import receive_supply
from maillon.testing.builders.agreements import make_agreement
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import at, make_asset, make_shared_place

V1 = "/api/v1"
LIST = "nom,catégorie,longitude,latitude,capacité\nAréna,patinoire,-72.95,45.63,300\nSalle A,salle,-72.96,45.62,40\n"


def key_of(membership: Membership, *, may_write: bool = True) -> str:
    """Return a key that carries this membership's hat."""
    now = timezone.now()
    return issue_token(
        membership=membership, name="essai", may_write=may_write, expires_at=now + dt.timedelta(1), now=now
    )[1]


@dataclass
class Caller:
    """Someone who calls the API with a key, or nobody without one."""

    key: str = ""
    client: Client = field(default_factory=Client)

    def get(self, address: str, **headers: str) -> Any:
        """Read; return the response."""
        return self.client.get(f"{V1}{address}", headers=self._headers(headers))

    def post(self, address: str, body: Any = None, **headers: str) -> Any:
        """Send JSON; return the response."""
        content = json.dumps(body if body is not None else {})
        return self.client.post(
            f"{V1}{address}", content, content_type="application/json", headers=self._headers(headers)
        )

    def patch(self, address: str, body: Any) -> Any:
        """Change part of something; return the response."""
        return self.client.patch(
            f"{V1}{address}", json.dumps(body), content_type="application/json", headers=self._headers({})
        )

    def upload(self, address: str, **values: Any) -> Any:
        """Send a file with its form; return the response."""
        return self.client.post(f"{V1}{address}", values, headers=self._headers({}))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        own = {"authorization": f"Bearer {self.key}"} if self.key else {}
        return own | {name.replace("_", "-"): value for name, value in more.items()}


@dataclass
class World:
    """Who and what there is: ``place`` is lent by ``owner`` with approval, ``draft`` is nobody else's business."""

    owner: Organisation
    neighbour: Organisation
    place: Asset
    draft: Asset
    hidden: Asset
    manager: Caller
    requester: Caller
    reader: Caller
    nobody: Caller
    manager_membership: Membership
    requester_membership: Membership
    reservation: Reservation
    run: ImportRun
    unit: Unit
    agreement: Agreement
    document: Document
    photo: Photo
    rule: AudienceRule
    supply: Article
    movement: Movement


def _supply(owner: Organisation, place: Asset, manager: Membership) -> Movement:
    """Write a supply of which two boxes came in."""
    article = Article.objects.create(organisation=owner, site=place.site, name="Savon", unit="box")
    return receive_supply(
        article_id=article.pk, amount=Decimal(2), gesture=uuid.uuid4(), hat=manager.hat(), now=timezone.now()
    )


def make_world() -> World:
    """Write the small network."""
    owner, neighbour = make_organisation(name="Ville d’Amont"), make_organisation(name="Ville d’Aval")
    manager = make_membership(Role.ASSET_MANAGER, Role.APPROVER, organisation=owner)
    requester = make_membership(Role.REQUESTER, organisation=neighbour)
    place = make_shared_place(owner, name="Gymnase", identifier="SECRET-1")
    movement = _supply(owner, place, manager)
    return World(
        owner=owner,
        neighbour=neighbour,
        place=place,
        draft=make_asset(owner, name="Brouillon", state=Asset.State.DRAFT),
        hidden=make_asset(owner, name="Coffre", audience=Circle.OWNER),
        manager=Caller(key_of(manager)),
        requester=Caller(key_of(requester)),
        reader=Caller(key_of(requester, may_write=False)),
        nobody=Caller(),
        manager_membership=manager,
        requester_membership=requester,
        reservation=ask_for(place, requester),
        run=send(LIST, owner),
        unit=Unit.objects.create(organisation=owner, name="Travaux publics"),
        agreement=make_agreement(owner, neighbour, state="draft", starts_on=at(9).date()),
        document=add_document(
            document=Document(asset=place, kind="plan", title="Plan"),
            file=io.BytesIO(b"%PDF-1.7 %%EOF"),
            by=manager.hat(),
            now=timezone.now(),
        ),
        photo=Photo.objects.create(asset=place, file="x.webp", width=8, height=8, alt="Gymnase"),
        rule=AudienceRule.objects.create(
            organisation=owner, asset_class=AssetClass.objects.get(code="pool"), audience="members"
        ),
        supply=movement.article,
        movement=movement,
    )


def ask_for(place: Asset, membership: Membership, *, hour: int = 9, days: int = 7) -> Reservation:
    """Ask for an hour of a place under this membership's hat."""
    wish = Wish(place.pk, at(hour, days=days), at(hour + 1, days=days), purpose="Réunion")
    return request_reservation(hat=membership.hat(), wish=wish, now=timezone.now())


def send(lines: str, owner: Organisation) -> ImportRun:
    """Read a list of the owner's."""
    file = io.BytesIO(lines.encode())
    return read_file(
        organisation=owner,
        by_id=None,
        file=file,
        file_name="lieux.csv",
        list_name="lieux",
        now=timezone.now(),
    )
