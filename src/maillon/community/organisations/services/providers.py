"""Naming an organisation's own sign-in service, and welcoming those who come through it."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import refusals_for_constraints
from maillon.base.refusals import Invalid, NotFound
from maillon.base.sealing import seal
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import IdentityProvider, Membership, ProviderDomain
from maillon.community.organisations.permissions import ask_for_stewardship
from maillon.community.organisations.providers.discovery import Discovered
from maillon.community.organisations.services.members import MemberTerms, admit, lock_organisation
from maillon.community.people.models import Person
from maillon.kernel.words import slug

SEALED_FOR = "identity-provider"


@dataclass(frozen=True, slots=True)
class ProviderTerms:
    """How Maillon presents itself to a provider, and for which e-mail domains the provider answers."""

    name: str
    client_id: str
    client_secret: str
    domains: tuple[str, ...]


@transaction.atomic
def add_provider(
    *, organisation_id: int, terms: ProviderTerms, discovered: Discovered, by: Hat
) -> IdentityProvider:
    """Let an organisation's people sign in through its own service, as a steward.

    Only a steward may: whoever answers for a domain can enter the account of anyone whose address is in it.
    ``discovered`` was asked of the provider beforehand. Raises :class:`~..errors.DomainTaken`.
    """
    ask_for_stewardship(by)
    organisation = lock_organisation(organisation_id)
    domains = tuple(dict.fromkeys(domain.strip().lower().lstrip("@") for domain in terms.domains))
    if not all("." in domain for domain in domains) or not domains:
        raise Invalid(_("Donnez au moins un domaine, par exemple « ville.qc.ca »."), field="domains")
    with refusals_for_constraints():
        provider = IdentityProvider.objects.create(
            organisation=organisation,
            slug=f"{slug(organisation.label)[:30]}-{IdentityProvider.objects.count() + 1}",
            name=terms.name.strip(),
            issuer=discovered.issuer,
            sends_to=discovered.sends_to,
            token_auth_method=discovered.token_auth_method,
            client_id=terms.client_id.strip(),
            client_secret_sealed=seal(terms.client_secret, purpose=SEALED_FOR),
        )
        ProviderDomain.objects.bulk_create(
            [ProviderDomain(provider=provider, domain=domain) for domain in domains]
        )
    return provider


@transaction.atomic
def remove_provider(*, provider_id: int, by: Hat) -> None:
    """Stop offering a provider; people keep their accounts and enter by another way."""
    ask_for_stewardship(by)
    removed, _by_model = IdentityProvider.objects.filter(pk=provider_id).delete()
    if not removed:
        raise NotFound(_("Ce fournisseur n’existe pas."))


@transaction.atomic
def welcome_from_provider(*, person: Person, provider: IdentityProvider, now: dt.datetime) -> Membership:
    """Give someone who came through the organisation's own service a place there, as a requester, the first time.

    A place that was ended stays ended: the service proves who someone is, not that they are wanted back.
    """
    organisation = lock_organisation(provider.organisation_id)
    known = Membership.objects.filter(person=person, organisation=organisation).first()
    if known is not None:
        return known
    terms = MemberTerms(roles=(Role.REQUESTER,), starts_on=timezone.localdate(now))
    return admit(person=person, organisation=organisation, terms=terms, now=now)
