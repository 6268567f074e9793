"""Finding an organisation from anywhere."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillon.base.finding import Found, Kind, matching, worth_looking
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation


def _organisations(hat: Hat, words: str) -> list[Found]:  # noqa: ARG001  (the register is public)
    """Return organisations of the register, by name or short name."""
    if not worth_looking(words):
        return []
    found = matching(Organisation.objects.all(), words, number="short_name")
    return [
        Found(one.name, reverse("organisations:show", args=[one.pk]), str(one.get_kind_display()))
        for one in found
    ]


ORGANISATIONS = Kind("organisations", _("Organisations"), _organisations)
