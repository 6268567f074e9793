"""Adding a document to an asset, saying what it is, replacing its file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableModelForm
from maillon.base.web.uploads import UploadForm
from maillon.sharing.inventory.models import Document

ACCEPTED = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.jpg,.jpeg,.png,.webp"


class VersionForm(UploadForm):
    """The file that replaces the present one."""

    file = forms.FileField(
        label=_("Fichier"),
        help_text=_("PDF, document bureautique sans macros, ou image; d’au plus 10 Mo."),
        error_messages={"required": _("Choisissez un fichier.")},
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )


class DocumentForm(RefusableModelForm):
    """What a document is, and who reads it."""

    class Meta:
        model = Document
        fields = ("title", "kind", "language", "audience")
        help_texts = {
            "title": _("Ce qu’on lit sur la page du bien : « Plan du gymnase »."),
            "audience": _("Jamais plus de monde que ceux qui voient le bien."),
        }


class NewDocumentForm(VersionForm, DocumentForm):
    """A new document with its file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(("title", "kind", "file", "language", "audience"))
