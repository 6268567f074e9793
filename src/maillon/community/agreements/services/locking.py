"""Taking an agreement to write in it: locked, read again, in the hat's reach."""

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import NotFound
from maillon.community.agreements.errors import AgreementLocked
from maillon.community.agreements.models import Agreement
from maillon.community.agreements.permissions import ask_to_sign
from maillon.community.organisations.hats import Hat


def locked(agreement_id: int, by: Hat) -> Agreement:
    """Lock an agreement that this hat may read; NotFound otherwise."""
    seen = Agreement.objects.visible_to(by).select_related("owner").filter(pk=agreement_id)
    found = seen.select_for_update(of=("self",), no_key=True).first()
    if found is None:
        raise NotFound(_("Cette entente n’existe pas."))
    return found


def owned(agreement_id: int, by: Hat) -> Agreement:
    """Lock an agreement of the hat's own organisation, which the hat commits."""
    found = locked(agreement_id, by)
    ask_to_sign(by, found.owner_id)
    return found


def draft(agreement_id: int, by: Hat) -> Agreement:
    """Lock a draft of the hat's own organisation; AgreementLocked once it was proposed."""
    found = owned(agreement_id, by)
    if not found.is_editable:
        raise AgreementLocked(_("Cette entente est déjà proposée ou fermée : son texte ne change plus."))
    return found
