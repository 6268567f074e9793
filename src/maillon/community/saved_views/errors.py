"""Why a view cannot be saved, in words."""

from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import register_constraint
from maillon.base.refusals import Refusal


class NameTaken(Refusal):
    """Another view of this list has this name."""

    code = "view_name_taken"


class TooMany(Refusal):
    """There are as many views as a row of tabs can hold."""

    code = "too_many_views"


class Meaningless(Refusal):
    """What would be kept is too long, or is not of this list."""

    status = 422
    code = "view_unreadable"


def _taken() -> NameTaken:
    return NameTaken(_("Une autre vue de cette liste porte déjà ce nom."), field="name")


register_constraint("saved_views_shared_name_once", _taken)
register_constraint("saved_views_own_name_once", _taken)
