"""What every template may know of hats."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from maillon.community.organisations.hats import NOBODY
from maillon.community.organisations.queries import hats_of


def hats(request: HttpRequest) -> dict[str, object]:
    """Return ``hat``, the one worn, and ``hats``, all that the person may wear; read only if shown."""
    hat = getattr(request, "hat", NOBODY)
    return {
        "hat": hat,
        "hats": SimpleLazyObject(
            lambda: hats_of(person_id=hat.person_id, on=timezone.localdate()) if hat.person_id else []
        ),
    }
