"""Verbs on organisations: create, describe; invite and change members; join; name identity providers."""

from maillon.community.organisations.services.founding import found_installation
from maillon.community.organisations.services.joining import accept_request, ask_to_join, decline_request
from maillon.community.organisations.services.members import (
    MemberTerms,
    end_membership,
    invite_member,
    set_roles,
)
from maillon.community.organisations.services.profiles import (
    Profile,
    create_organisation,
    describe_organisation,
)
from maillon.community.organisations.services.providers import (
    ProviderTerms,
    add_provider,
    remove_provider,
    welcome_from_provider,
)

__all__ = [
    "MemberTerms",
    "Profile",
    "ProviderTerms",
    "accept_request",
    "add_provider",
    "ask_to_join",
    "create_organisation",
    "decline_request",
    "describe_organisation",
    "end_membership",
    "found_installation",
    "invite_member",
    "remove_provider",
    "set_roles",
    "welcome_from_provider",
]
