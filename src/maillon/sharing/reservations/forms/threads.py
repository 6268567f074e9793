"""Writing about a request: a message, a question of the owner, the asker's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.base.web.uploads import UploadForm
from maillon.sharing.inventory.forms.documents import ACCEPTED
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import LONGEST_MESSAGE, LONGEST_PURPOSE, MANY
from maillon.sharing.reservations.services.threads import NO_CHANGE, Change


class MessageForm(UploadForm):
    """A message, and a document if there is one."""

    text = forms.CharField(
        label=_("Votre message"),
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = forms.FileField(
        label=_("Joindre un document"),
        required=False,
        help_text=_("PDF, document bureautique sans macros, ou image; d’au plus 10 Mo."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )

    def change(self) -> Change:
        """Return what is corrected in the request: nothing by a plain message."""
        return NO_CHANGE


class AnswerForm(MessageForm):
    """The answer to a question, with which the request may be corrected."""

    purpose = forms.CharField(label=_("Activité prévue"), required=False, max_length=LONGEST_PURPOSE)
    attendees = forms.IntegerField(
        label=_("Nombre de personnes"), required=False, min_value=1, max_value=MANY
    )

    def __init__(self, *args: Any, reservation: Reservation, **more: Any) -> None:
        super().__init__(*args, **more)
        self.reservation = reservation
        self.fields["text"].label = _("Votre réponse")
        self.initial.update(purpose=reservation.purpose, attendees=reservation.attendees)

    def change(self) -> Change:
        """Return what differs from the request; a field emptied or left out changes nothing."""
        purpose, attendees = self.cleaned_data.get("purpose"), self.cleaned_data.get("attendees")
        return Change(
            purpose if purpose and purpose != self.reservation.purpose else None,
            attendees if attendees != self.reservation.attendees else None,
        )


class ClarifyForm(RefusableForm):
    """« Demander une précision » : the question."""

    text = forms.CharField(
        label=_("Votre question"),
        max_length=LONGEST_MESSAGE,
        help_text=_("Une seule question claire : la personne y répond d’un message."),
        error_messages={"required": _("Écrivez votre question.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
