"""The members of each organisation."""

from django.core.files.base import ContentFile
from django.utils import timezone

from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Organisation
from maillon.community.verification.models import Evidence
from maillon.testing.builders.community import make_membership, make_organisation, make_person
from maillon.testing.builders.verification import make_verification_request

from .. import hats
from ..hats import only
from .network import World

ORDINARY = (Role.ASSET_MANAGER, Role.APPROVER, Role.REQUESTER, Role.FINANCE, Role.ORGANISATION_ADMIN)


SMALL = (Role.REQUESTER, Role.ORGANISATION_ADMIN, Role.ASSET_MANAGER, Role.APPROVER)


ONE_OF_OURS = {
    hats.KEEPER: Role.ASSET_MANAGER,
    hats.APPROVER: Role.APPROVER,
    hats.REQUESTER: Role.REQUESTER,
    hats.FINANCE: Role.FINANCE,
    hats.ADMIN: Role.ORGANISATION_ADMIN,
}


def make_people(world: World, town: Organisation) -> None:
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


def make_verifications(world: World) -> None:
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
