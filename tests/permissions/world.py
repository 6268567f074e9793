"""A small network with things to hide."""

import datetime as dt
import io
import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from maillon.base.mail.models import OutgoingMail
from maillon.base.sealing import seal
from maillon.community.organisations.kinds import Circle, OrganisationKind, Role
from maillon.community.organisations.models import (
    IdentityProvider,
    JoinRequest,
    Membership,
    Organisation,
    ProviderDomain,
)
from maillon.community.organisations.services.providers import SEALED_FOR
from maillon.community.organisations.tokens import issue_token
from maillon.community.saved_views.services import save_view
from maillon.community.verification.models import Evidence
from maillon.sharing.availability.models import Schedule
from maillon.sharing.inventory.imports.services.preloading import OpenData, preload
from maillon.sharing.inventory.imports.services.receiving import receive
from maillon.sharing.inventory.models import (
    Accessory,
    Asset,
    AudienceRule,
    ClassCode,
    Condition,
    ConditionPhoto,
    Document,
    Exemplar,
    Grade,
    KeepingRecord,
    Photo,
    Unit,
)
from maillon.sharing.inventory.services import add_document, replace_document
from maillon.sharing.kits.models import Kit
from maillon.sharing.kits.services import LineWish, write_kit
from maillon.sharing.labels.models import Batch, Label, Message
from maillon.sharing.labels.rules.codes import written
from maillon.sharing.reservations.links import AnswerLink, sign_answer, sign_calendar
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.bundles import BundleWish, request_bundle
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.sharing.stocktaking.models import ObservationPhoto
from maillon.sharing.stocktaking.rules import Verdict
from maillon.sharing.stocktaking.services import Entry, Scope, begin_count, close_count, record_observations
from maillon.testing.builders.agreements import make_agreement
from maillon.testing.builders.community import make_membership, make_organisation, make_person
from maillon.testing.builders.sharing import at, make_asset, make_schedule, make_shared_place
from maillon.testing.builders.verification import make_verification_request

from . import hats
from .hats import Group, only

ORDINARY = (Role.ASSET_MANAGER, Role.APPROVER, Role.REQUESTER, Role.FINANCE, Role.ORGANISATION_ADMIN)
SMALL = (Role.REQUESTER, Role.ORGANISATION_ADMIN, Role.ASSET_MANAGER, Role.APPROVER)
ONE_OF_OURS = {
    hats.KEEPER: Role.ASSET_MANAGER,
    hats.APPROVER: Role.APPROVER,
    hats.REQUESTER: Role.REQUESTER,
    hats.FINANCE: Role.FINANCE,
    hats.ADMIN: Role.ORGANISATION_ADMIN,
}
COUNT_KEY = uuid.UUID(int=7)
OPEN = "nom,catégorie,longitude,latitude\nKanari-ouverte,patinoire,-72.95,45.63\n"
LIST = (
    "nom,catégorie,longitude,latitude,capacité\nKanari-liste,patinoire,-72.95,45.63,300\nSalle,salle,x,y,z\n"
)


@dataclass
class World:
    """Who there is, by hat; what the addresses name, by word; what must not be seen, and by whom it may."""

    members: dict[str, Membership | None] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    canaries: dict[str, Group] = field(default_factory=dict)

    def thing(self, word: object) -> object:
        """Return the thing that a word of the table stands for, or the word itself when it is a plain value."""
        return self.things.get(word, word) if isinstance(word, str) else word

    def hide(self, word: str, *, from_all_but: Group) -> str:
        """Return a word that only these hats may ever see."""
        self.canaries[word] = from_all_but
        return word


def make_world() -> World:
    """Write the network: a town that owns and hides, its neighbours, those who oversee."""
    world = World()
    town = make_organisation(name="Ville qui cache")
    _people(world, town)
    _places(world, town)
    _kits(world, town)
    _requests(world)
    _papers(world, town)
    _labels(world, town)
    _counts(world)
    _views(world, town)
    _verifications(world)
    _agreements(world, town)
    return world


def _people(world: World, town: Organisation) -> None:
    def joins(hat: str, kind: str, *roles: str, verified: bool = True) -> None:
        organisation = make_organisation(kind, name=f"Organisation {hat}", verified=verified)
        world.members[hat] = make_membership(*roles, organisation=organisation)

    for hat, role in ONE_OF_OURS.items():
        world.members[hat] = make_membership(role, organisation=town)
    joins(hats.NEIGHBOUR, OrganisationKind.MUNICIPALITY, *ORDINARY)
    joins(hats.CHARITY, OrganisationKind.CHARITY, *SMALL)
    joins(hats.NEWCOMER, OrganisationKind.CHARITY, *SMALL, verified=False)
    joins(hats.COMPANY, OrganisationKind.COMPANY, *SMALL)
    joins(hats.COORDINATOR, OrganisationKind.MRC, Role.TERRITORY_COORDINATOR, Role.REQUESTER)
    network = make_organisation(OrganisationKind.NETWORK, name="Réseau")
    world.members[hats.STEWARD] = make_membership(Role.STEWARD, organisation=network)
    world.members[hats.AUDITOR] = make_membership(Role.AUDITOR, organisation=network)
    world.members[hats.ALONE] = world.members[hats.NOBODY] = None
    # Whoever looks after the assets chooses which colleague answers for one: by name, never by address.
    name = world.hide("Kanari-membre", from_all_but=only(hats.KEEPER, hats.ADMIN, hats.STEWARD))
    email = world.hide("kanari-membre@ville.example", from_all_but=only(hats.ADMIN, hats.STEWARD))
    made = make_membership(organisation=town, person=make_person(name=name, email=email))
    world.things |= {"town": town.pk, "member": made.pk, "network": network.pk}


def _places(world: World, town: Organisation) -> None:
    shown_to = hats.OWNERS | hats.OVERSEERS
    hours = make_schedule(town)
    Schedule.objects.filter(pk=hours.pk).update(name=world.hide("Kanari-horaire", from_all_but=shown_to))
    secret = make_shared_place(
        town,
        name=world.hide("Kanari-coffre", from_all_but=shown_to),
        description=world.hide("Kanari-description", from_all_but=shown_to),
        site_name=world.hide("Kanari-lieu", from_all_but=shown_to),
        audience=Circle.OWNER,
        terms={
            "bookable_by": Circle.OWNER,
            "name": world.hide("Kanari-conditions", from_all_but=shown_to),
        },
        schedule=hours,
    )
    between_bodies = make_asset(
        town,
        name=world.hide(
            "Kanari-entre-villes", from_all_but=shown_to | only(hats.NEIGHBOUR, hats.COORDINATOR)
        ),
        audience=Circle.PUBLIC_BODIES,
    )
    trusted = shown_to | only(hats.NEIGHBOUR, hats.COORDINATOR, hats.CHARITY)
    between_trusted = make_asset(
        town, name=world.hide("Kanari-vérifiés", from_all_but=trusted), audience=Circle.VERIFIED
    )
    draft = make_asset(
        town,
        name=world.hide("Kanari-brouillon", from_all_but=shown_to),
        state=Asset.State.DRAFT,
    )
    gym = make_shared_place(town, name="Gymnase ouvert", terms={"bookable_by": Circle.VERIFIED})
    pool = make_asset(town, code="tools", name="Perceuses", quantity=1)
    serial = world.hide("Kanari-série", from_all_but=hats.KEEPERS)
    exemplar = Exemplar.objects.create(asset=pool, label="PERC-01", serial=serial, since=timezone.localdate())
    photo = Photo.objects.create(
        asset=secret, file=ContentFile(_pixel(), "pixel.png"), width=8, height=8, alt="Un carré"
    )
    world.things |= {
        "secret": secret.pk,
        "between_bodies": between_bodies.pk,
        "between_trusted": between_trusted.pk,
        "draft": draft.pk,
        "open_place": gym.pk,
        "pool": pool.pk,
        "exemplar": exemplar.pk,
        "accessory": Accessory.objects.create(asset=secret, name="Clé").pk,
        "site": secret.site_id,
        "photo": photo.pk,
        "terms": secret.offer.terms_id,
        "schedule": hours.pk,
        "class_code": ClassCode.objects.get(asset_class__code="gym").pk,
        **_records(world, gym),
        **_documents(world, gym, secret),
        "nine": at(9, days=9).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "ten": at(10, days=9).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _agreements(world: World, town: Organisation) -> None:
    """Write what the town agreed with the company, proposed to the newcomer, and still prepares."""
    company, newcomer, charity = (world.members[hat] for hat in (hats.COMPANY, hats.NEWCOMER, hats.CHARITY))
    assert company is not None
    assert newcomer is not None
    assert charity is not None
    ours = hats.OWNERS | hats.OVERSEERS
    agreed = ours | only(hats.COMPANY)
    between_partners = make_asset(
        town, name=world.hide("Kanari-par-entente", from_all_but=agreed), audience=Circle.PARTNERS
    )
    agreement = make_agreement(
        town,
        company.organisation,
        title=world.hide("Kanari-convenu", from_all_but=agreed),
        scopes=[{"asset": between_partners}],
    )
    proposed = make_agreement(
        town,
        newcomer.organisation,
        state="proposed",
        title=world.hide("Kanari-proposé", from_all_but=ours | only(hats.NEWCOMER)),
    )
    draft = make_agreement(
        town,
        charity.organisation,
        state="draft",
        title=world.hide("Kanari-préparé", from_all_but=ours),
        purpose=world.hide("Kanari-clause", from_all_but=ours),
    )
    rule = AudienceRule.objects.create(organisation=town, site=between_partners.site, audience="partners")
    world.things |= {
        "audience_rule": rule.pk,
        "between_partners": between_partners.pk,
        "agreement": agreement.pk,
        "agreement_proposed": proposed.pk,
        "agreement_draft": draft.pk,
    }


def _records(world: World, shown: Asset) -> dict[str, int]:
    """Write what the owner keeps for itself of an asset that everyone sees."""

    def secret(word: str) -> str:
        return world.hide(word, from_all_but=hats.OWNERS)

    finance = world.members[hats.FINANCE]
    assert finance is not None
    unit = Unit.objects.create(
        organisation=shown.organisation, name=secret("Kanari-unité"), contact=secret("Kanari-contremaître")
    )
    record = KeepingRecord.objects.create(
        asset=shown,
        unit=unit,
        keeper=finance.person,
        serial_number=secret("Kanari-série"),
        supplier="Fournisseur",
        acquisition_value=Decimal("987654.32"),
        replacement_value=Decimal("876543.21"),
        acquired_on=dt.date(2019, 3, 4),
        useful_life_years=20,
    )
    record.supplier = secret("Kanari-fournisseur")
    record.save()  # so that its history says something too
    for amount in ("987654.32", "987654,32", "876543.21", "876543,21", "987\u00a0654", "876\u00a0543"):
        secret(amount)
    report = Condition.objects.create(
        asset=shown,
        grade=Grade.FAIR,
        observed_on=dt.date(2026, 3, 4),
        note=secret("Kanari-remarque"),
        by=finance.person,
        noted_at=timezone.now(),
    )
    photo = ConditionPhoto.objects.create(
        condition=report,
        file=ContentFile(_pixel(), "pixel.png"),
        width=8,
        height=8,
        alt=secret("Kanari-fissure"),
    )
    return {"unit": unit.pk, "condition_photo": photo.pk}


def _documents(world: World, shown: Asset, secret: Asset) -> dict[str, int]:
    """Write documents of an asset that everyone sees, for fewer and fewer readers, and one of a hidden asset."""
    keeper = world.members[hats.KEEPER]
    assert keeper is not None
    hat, now = keeper.hat(), timezone.now()

    def written(asset: Asset, title: str, content: str, audience: str = "as_asset") -> Document:
        document = Document(asset=asset, kind="plan", title=title, audience=audience)
        file = io.BytesIO(f"%PDF-1.7 {content} %%EOF".encode())
        return add_document(document=document, file=file, by=hat, now=now)

    former = world.hide("Kanari-ancien-plan", from_all_but=hats.OWNERS)
    everyone = written(shown, "Plan", former)
    replace_document(document=everyone, file=io.BytesIO(b"%PDF-1.7 nouveau %%EOF"), by=hat, now=now)
    members = world.hide("Kanari-aux-membres", from_all_but=hats.MEMBERS)
    inner = world.hide("Kanari-alarme", from_all_but=hats.OWNERS)
    hidden = world.hide("Kanari-plan-du-coffre", from_all_but=hats.OWNERS | hats.OVERSEERS)
    return {
        "open_document": everyone.pk,
        "members_document": written(shown, members, members, "members").pk,
        "inner_document": written(shown, inner, inner, "owner").pk,
        "secret_document": written(secret, hidden, hidden).pk,
    }


def _pixel() -> bytes:
    from PIL import Image

    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(drawn, "PNG")
    return drawn.getvalue()


def _ask(member: Membership | None, asset_id: int, hour: int, purpose: str) -> Reservation:
    assert member is not None
    wish = Wish(asset_id, at(hour), at(hour + 1), purpose=purpose)
    return request_reservation(hat=member.hat(), wish=wish, now=timezone.now())


def _kits(world: World, town: Organisation) -> None:
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


def _requests(world: World) -> None:
    """Write a request inside the town, and one of the charity to the town."""
    inside = world.hide("Kanari-réunion", from_all_but=hats.OWNERS | hats.OVERSEERS)
    ours = _ask(world.members[hats.REQUESTER], world.things["secret"], 9, inside)
    answering = only(hats.KEEPER, hats.APPROVER, hats.ADMIN, hats.FINANCE)
    theirs_is = world.hide("Kanari-souper", from_all_but=answering | hats.OVERSEERS | only(hats.CHARITY))
    theirs = _ask(world.members[hats.CHARITY], world.things["open_place"], 18, theirs_is)
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
    assert approver is not None
    assert requester is not None
    world.things |= {
        "request_inside": ours.reference,
        "request_of_charity": theirs.reference,
        "bundle_of_charity": together.reference,
        "answer_link": sign_answer(AnswerLink(theirs.pk, approver.pk)),
        "false_link": "faux-lien",
        "calendar_link": sign_calendar(requester.person),
    }


def _papers(world: World, town: Organisation) -> None:
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


def _labels(world: World, town: Organisation) -> None:
    """Write a label of what is hidden, a sticker that waits, and what a passer-by wrote."""
    now = timezone.now()
    labelled, sticker = (
        Label.objects.create(
            code=written(number),
            organisation=town,
            asset_id=asset_id,
            created_at=now,
            claimed_at=now if asset_id else None,
        )
        for number, asset_id in ((11, world.things["secret"]), (12, None))
    )
    batch = Batch.objects.create(
        organisation=town, paper="avery-5160", codes=[labelled.code, sticker.code], made_at=now
    )
    message = Message.objects.create(
        organisation=town,
        label=sticker,
        kind=Message.Kind.FOUND,
        text=world.hide("Kanari-trouvaille", from_all_but=hats.KEEPERS),
        contact=world.hide("kanari@passant.example", from_all_but=hats.KEEPERS),
        received_at=now,
    )
    world.things |= {
        "sticker": sticker.code,
        "secret_label": labelled.code,
        "label_batch": batch.pk,
        "label_message": message.pk,
    }


def _views(world: World, town: Organisation) -> None:
    """Write a view that the keeper keeps to themselves, and one shared with the town's keepers."""
    keeper = world.members[hats.KEEPER]
    assert keeper is not None
    mine = world.hide("Kanari-ma-vue", from_all_but=only(hats.KEEPER))
    ours = world.hide("Kanari-notre-vue", from_all_but=hats.KEEPERS)
    own = save_view(hat=keeper.hat(), code="biens", name=mine, asked="categorie=gym")
    shared = save_view(hat=keeper.hat(), code="biens", name=ours, asked="manque=photo", shared=True)
    world.things |= {"own_view": own.pk, "shared_view": shared.pk}


def _counts(world: World) -> None:
    """Write a count under way of what is hidden, with what was seen and its picture, and one that is closed."""
    keeper, now = world.members[hats.KEEPER], timezone.now()
    assert keeper is not None
    hat = keeper.hat()
    name = world.hide("Kanari-récolement", from_all_but=hats.OWNERS)
    count, closed = (begin_count(name=name, scope=Scope(), hat=hat, now=now) for _ in range(2))
    told = Entry(
        client_id=COUNT_KEY,
        verdict=Verdict.FOUND,
        observed_at=now,
        asset_id=world.things["secret"],
        remark=world.hide("Kanari-remarque", from_all_but=hats.OWNERS),
    )
    for one in (count, closed):
        record_observations(count_id=one.pk, entries=[told], hat=hat, now=now)
    photo = ObservationPhoto.objects.create(
        observation=count.observations.get(),
        client_id=COUNT_KEY,
        file=ContentFile(_pixel(), "pixel.png"),
        width=8,
        height=8,
    )
    close_count(count_id=closed.pk, hat=hat, now=now)
    entry = {"client_id": str(uuid.UUID(int=8)), "verdict": "found", "observed_at": now.isoformat()}
    world.things |= {
        "count": count.pk,
        "closed_count": closed.pk,
        "count_photo": photo.pk,
        "count_key": str(COUNT_KEY),
        "count_entries": [entry | {"seen": "Essai"}],
        "count_proposals": list(closed.proposals.order_by("pk").values_list("pk", flat=True)),
    }


def _verifications(world: World) -> None:
    """Write a request being prepared and one sent, each with its papers, of organisations where nobody walks."""
    verifying = only(hats.COORDINATOR, hats.STEWARD)
    applicant = make_organisation(OrganisationKind.CHARITY, name="Organisation en demande", verified=False)
    petitioner = make_organisation(OrganisationKind.CHARITY, name="Organisation en examen", verified=False)
    prepared = make_verification_request(
        applicant, answers={"need": world.hide("Kanari-réponse", from_all_but=verifying)}
    )
    sent = make_verification_request(
        petitioner,
        state="sent",
        answers={"need": world.hide("Kanari-besoin", from_all_but=verifying)},
        message=world.hide("Kanari-mot", from_all_but=verifying),
    )
    paper = Evidence(
        request=sent,
        what="charter",
        label=world.hide("Kanari-lettres", from_all_but=verifying),
        media_type="application/pdf",
        added_at=timezone.now(),
    )
    content = world.hide("Kanari-pdf", from_all_but=verifying)
    paper.file.save("kanari.pdf", ContentFile(f"%PDF-1.7 {content} %%EOF".encode()), save=True)
    draft = Evidence.objects.create(
        request=prepared, what="charter", url="https://kanari.example", added_at=timezone.now()
    )
    charity, newcomer = world.members[hats.CHARITY], world.members[hats.NEWCOMER]
    assert charity is not None
    assert newcomer is not None
    world.things |= {
        "applicant": applicant.pk,
        "petitioner": petitioner.pk,
        "sent_request": sent.pk,
        "sent_piece": paper.pk,
        "piece": draft.pk,
        "charity": charity.organisation_id,
        "newcomer": newcomer.organisation_id,
    }
