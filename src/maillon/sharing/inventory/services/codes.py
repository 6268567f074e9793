"""Noting, for a class, its codes in public nomenclatures."""

from django.db import transaction

from maillon.base.refusals import Invalid, Reason
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.permissions import ask_for_stewardship
from maillon.sharing.inventory.errors import SENTENCES
from maillon.sharing.inventory.models import ClassCode

LENGTHS = {ClassCode.Scheme.UNSPSC: 8, ClassCode.Scheme.CUBF: 4}  # digits, as these nomenclatures write them


@transaction.atomic
def write_code(*, code: ClassCode, by: Hat) -> ClassCode:
    """Write a code, new or changed. NotAllowed unless a steward does it.

    Raises Invalid for a code that its nomenclature would not write, or one that the class has already.
    """
    ask_for_stewardship(by)
    length = LENGTHS[ClassCode.Scheme(code.scheme)]
    if not (code.code.isascii() and code.code.isdigit() and len(code.code) == length):
        raise Invalid(Reason("code_length", str(SENTENCES["code_length"]) % {"n": length}, "code"))
    same = ClassCode.objects.filter(asset_class_id=code.asset_class_id, scheme=code.scheme, code=code.code)
    if same.exclude(pk=code.pk).exists():
        raise Invalid(Reason("code_twice", str(SENTENCES["code_twice"]), "code"))
    code.save()
    return code


@transaction.atomic
def remove_code(*, code: ClassCode, by: Hat) -> None:
    """Remove a code. NotAllowed unless a steward does it."""
    ask_for_stewardship(by)
    code.delete()
