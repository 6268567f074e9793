"""Asking what to print, how far a printer is, what someone saw, why a label is void."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.sharing.inventory.models import Asset, AssetClass, Site
from maillon.sharing.labels.errors import MOST_BLANK
from maillon.sharing.labels.models import Calibration, Label, Message
from maillon.sharing.labels.papers import CHOICES
from maillon.sharing.labels.rules.sheets import LARGEST_SHIFT

TRAP = "site_web"  # a field that people do not see, and that programs fill


class PrintForm(RefusableForm):
    """Which paper, from which place; how many stickers without an asset when none was chosen."""

    blank = forms.IntegerField(
        label=_("Combien d’étiquettes sans bien"),
        help_text=_(
            "Vous les collerez d’abord; la première personne de chez vous qui en lit une dit ce que c’est."
        ),
        min_value=1,
        max_value=MOST_BLANK,
        initial=30,
    )
    paper = forms.ChoiceField(label=_("Papier à étiquettes"), choices=CHOICES)
    first = forms.IntegerField(
        label=_("Première place libre"),
        help_text=_("1 pour une feuille neuve; on compte de gauche à droite, puis de haut en bas."),
        min_value=1,
        max_value=100,
        initial=1,
    )
    anew = forms.BooleanField(
        label=_("Une nouvelle étiquette aussi pour les biens qui en ont déjà une"), required=False
    )

    def __init__(self, *args: Any, of_assets: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["blank" if of_assets else "anew"]


class CalibrationForm(RefusableForm):
    """How far the printer is from a paper."""

    paper = forms.ChoiceField(label=_("Papier à étiquettes"), choices=CHOICES)
    across = forms.DecimalField(
        label=_("Vers la droite"),
        help_text=_("Négatif pour déplacer vers la gauche. Par exemple 1,5."),
        localize=True,
        max_digits=3,
        decimal_places=1,
        min_value=-LARGEST_SHIFT,
        max_value=LARGEST_SHIFT,
        initial=0,
    )
    down = forms.DecimalField(
        label=_("Vers le bas"),
        help_text=_("Négatif pour déplacer vers le haut."),
        localize=True,
        max_digits=3,
        decimal_places=1,
        min_value=-LARGEST_SHIFT,
        max_value=LARGEST_SHIFT,
        initial=0,
    )

    @classmethod
    def of(cls, kept: Calibration) -> "CalibrationForm":
        """Return the form filled with what is remembered."""
        return cls(initial={"paper": kept.paper, "across": kept.across, "down": kept.down})


class MessageForm(RefusableForm):
    """What a stranger writes to the owner."""

    kind = forms.ChoiceField(
        label=_("De quoi s’agit-il?"), choices=Message.Kind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Votre message"),
        help_text=_("Où est-ce, dans quel état, ce que vous avez vu."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Écrivez votre message.")},
    )
    contact = forms.CharField(
        label=_("Comment vous joindre"),
        help_text=_("Un courriel ou un téléphone, seulement si vous voulez une réponse. Effacé après un an."),
        max_length=160,
        required=False,
    )
    site_web = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    @property
    def is_a_program(self) -> bool:
        """Return whether the field that nobody sees was filled."""
        return bool(self.data.get(TRAP))


class CloseForm(RefusableForm):
    """What was done about a message."""

    outcome = forms.CharField(
        label=_("Ce qui a été fait"),
        help_text=_("Une phrase pour vos collègues."),
        max_length=300,
        required=False,
    )


class VoidForm(RefusableForm):
    """Why a label does not serve any more."""

    reason = forms.ChoiceField(
        label=_("Pourquoi"), choices=list(Label.Void.choices), widget=forms.RadioSelect
    )
    replace = forms.BooleanField(label=_("En imprimer une autre à la place"), required=False)


class NewAssetForm(RefusableForm):
    """The least that is said of a new asset; the rest is completed later, on its own page."""

    name = forms.CharField(
        label=_("Ce que c’est"), max_length=160, error_messages={"required": _("Donnez-lui un nom.")}
    )
    asset_class = forms.ModelChoiceField(AssetClass.objects.order_by("number"), label=_("Catégorie"))
    site = forms.ModelChoiceField(Site.objects.none(), label=_("Lieu"))

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Site.objects.filter(organisation_id=organisation_id).order_by("sort_key", "pk")
        self.fields["site"].queryset = mine  # type: ignore[attr-defined]  # a ModelChoiceField
        self.organisation_id = organisation_id

    def asset(self) -> Asset:
        """Return the asset described, not yet written: a draft, which only its owner sees."""
        return Asset(
            organisation_id=self.organisation_id,
            state=Asset.State.DRAFT,
            audience_follows=True,
            **self.cleaned_data,
        )
