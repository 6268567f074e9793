"""Declaring the fields of a class, and holding the answers of an asset to them."""

from django.db import transaction

from maillon.base.refusals import Invalid, Reason
from maillon.base.web.formats import number
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.permissions import ask_for_stewardship
from maillon.sharing.inventory.errors import SENTENCES
from maillon.sharing.inventory.models import Asset, ClassField
from maillon.sharing.inventory.rules import misfit
from maillon.sharing.inventory.rules.access import RESERVED, TRAIT


def check_details(asset: Asset) -> None:
    """Raise Invalid, with a reason at each ``details.<code>``, unless the answers fit the fields of the class.

    Answers to the fields of another class are let be: an asset put back in its class finds them again.
    """
    answers = {code: value for code, value in asset.details.items() if code != RESERVED}
    if not answers:
        return
    asked = ClassField.objects.filter(code__in=answers)
    mine = {field.code: field for field in asked if field.asset_class_id == asset.asset_class_id}
    others = {field.code for field in asked}
    reasons = []
    for code, value in answers.items():
        field = mine.get(code)
        why = misfit(field.declared(), value) if field else None if code in others else "detail_unknown"
        if why:
            bounds = {"least": number(field.least), "most": number(field.most)} if field else {}
            reasons.append(Reason(str(why), str(SENTENCES[why]) % bounds, f"details.{code}"))
    if reasons:
        raise Invalid(reasons)


@transaction.atomic
def write_field(*, field: ClassField, by: Hat) -> ClassField:
    """Declare a field, or change one. NotAllowed unless a steward does it.

    What assets have answered holds it back: Invalid when its kind changes, or when a chosen choice disappears.
    """
    ask_for_stewardship(by)
    if field.code == TRAIT:
        raise Invalid(Reason("code_taken", str(SENTENCES["code_taken"]), "code"))
    if field.pk:
        _hold_back(field)
    field.save()
    return field


def _hold_back(field: ClassField) -> None:
    before = ClassField.objects.select_for_update().get(pk=field.pk)
    answered = Asset.objects.filter(asset_class_id=field.asset_class_id, details__has_key=field.code)
    if before.kind != field.kind and answered.exists():
        raise Invalid(Reason("field_answered", str(SENTENCES["field_answered"]), "kind"))
    kept = {one["code"] for one in field.choices}
    for choice in before.choices:
        if choice["code"] in kept:
            continue
        if answered.filter(**{f"details__{field.code}": choice["code"]}).exists():
            sentence = str(SENTENCES["choice_answered"]) % {"choice": before.words[choice["code"]]}
            raise Invalid(Reason("choice_answered", sentence, "choices"))
