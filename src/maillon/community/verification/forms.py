"""The forms of a request for verification and of its decision."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.base.web.uploads import UploadForm
from maillon.community.organisations.forms import DayInput
from maillon.community.organisations.kinds import LegalRegime, OrganisationKind
from maillon.community.organisations.models import Organisation
from maillon.community.verification.criteria import Motive, Outcome, Piece, criteria_of, needs_of
from maillon.community.verification.models import Request
from maillon.community.verification.queries import answered, possible_sponsors
from maillon.community.verification.rules import (
    DEFAULT_YEARS,
    MORE,
    NO,
    YES,
    Finding,
    Judgement,
    years_later,
)

VERDICTS = ((YES, _("Oui")), (NO, _("Non")), (MORE, _("À préciser")))


class SponsorField(forms.ModelChoiceField):
    """The organisations that may sponsor, with their kind beside their name."""

    def label_from_instance(self, obj: Organisation) -> str:
        return f"{obj.name} ({obj.get_kind_display()})"


class KindForm(RefusableForm):
    """What the organisation is in law, and who sponsors it."""

    kind = forms.ChoiceField(
        label=_("Genre de l’organisation"),
        choices=[
            choice for choice in OrganisationKind.choices if choice[0] != OrganisationKind.NETWORK.value
        ],
        help_text=_("Les questions qui suivent dépendent de ce choix."),
    )
    legal_regime = forms.ChoiceField(
        label=_("Régime juridique de ses biens"),
        required=False,
        choices=[("", _("Celui du genre choisi")), *LegalRegime.choices],
        help_text=_("Pour un organisme public seulement; les autres suivent leurs règles internes."),
    )
    sponsor = SponsorField(
        Organisation.objects.none(),
        label=_("Organisme parrain"),
        required=False,
        empty_label=_("Aucun"),
        help_text=_(
            "Pour un groupe citoyen sans personnalité juridique : un organisme public ou une organisation "
            "vérifiée de votre région, qui répond de vous."
        ),
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "kind": request.kind,
            "legal_regime": request.legal_regime if request.legal_regime != LegalRegime.INTERNAL else "",
            "sponsor": request.sponsor_id,
        }
        super().__init__(*args, **kwargs)
        self.fields["sponsor"].queryset = possible_sponsors(  # type: ignore[attr-defined]  # a model choice field
            request.organisation
        )

    def clean(self) -> dict[str, Any]:
        """Ask a citizens' group for its sponsor at once; the name given by another kind is left aside."""
        answers = super().clean() or self.cleaned_data
        if needs_of(answers.get("kind", "")).sponsor and not (
            answers.get("sponsor") or "sponsor" in self.errors
        ):
            self.add_error("sponsor", _("Choisissez l’organisme qui parraine votre groupe."))
        return answers


class CriteriaForm(RefusableForm):
    """A word of proof for each criterion of the organisation's kind."""

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = []
        for one in answered(request):
            name = f"criterion_{one.code}"
            self.fields[name] = forms.CharField(
                label=one.title,
                initial=one.proof,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": _("Répondez en un mot ou deux, avec ce qui le prouve.")},
            )
            self.criteria.append(one)
        examples = {one.code: one.example for one in criteria_of(request.kind)}
        self.asked = [(one, self[f"criterion_{one.code}"], examples[one.code]) for one in self.criteria]

    def typed(self) -> dict[str, str]:
        """Return what was typed, complete or not, so that nothing is lost."""
        return {one.code: self.data.get(f"criterion_{one.code}", "") for one in self.criteria}


class PieceForm(UploadForm):
    """A link or a file that proves something."""

    what = forms.ChoiceField(label=_("Ce que prouve la pièce"), choices=Piece.choices)
    label = forms.CharField(
        label=_("Précision"), max_length=120, required=False, help_text=_("« Article 14, page 3 »")
    )
    url = forms.URLField(
        label=_("Lien"),
        max_length=400,
        required=False,
        assume_scheme="https",
        help_text=_("Si la pièce est déjà en ligne."),
    )
    file = forms.FileField(
        label=_("Fichier"),
        required=False,
        help_text=_(
            "PDF ou photo, d’au plus 10 Mo. Seules votre organisation et les personnes qui vérifient "
            "le voient."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, a link or a file."""
        answers = super().clean()
        if "url" not in self.errors and "file" not in self.errors:
            if not answers.get("url") and not answers.get("file"):
                self.add_error("url", _("Donnez un lien ou un fichier."))
            elif answers.get("url") and answers.get("file"):
                self.add_error("url", _("Gardez le lien ou le fichier, pas les deux."))
        return answers


class SendForm(RefusableForm):
    """A last word, and the declaration."""

    message = forms.CharField(
        label=_("Un mot pour la personne qui décidera"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sincere = forms.BooleanField(
        label=_("Ce que nous déclarons est vrai, et nous pouvons le démontrer."),
        error_messages={"required": _("Cochez cette case pour envoyer la demande.")},
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        kwargs["initial"] = {"message": request.message}
        super().__init__(*args, **kwargs)
        if request.nature == Request.Nature.APPEAL:
            self.fields["message"].required = True
            self.fields["message"].label = _("Ce que la première décision n’a pas vu")


class DecisionForm(RefusableForm):
    """Each criterion judged; then the answer, with its end or its motive."""

    until = forms.DateField(label=_("Vérifiée jusqu’au"), required=False, widget=DayInput())
    motive = forms.ChoiceField(
        label=_("Motif du refus"), required=False, choices=[("", _("Choisissez")), *Motive.choices]
    )
    reason = forms.CharField(
        label=_("Explication"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "L’organisation la lira telle quelle. Obligatoire pour refuser ou demander une précision."
        ),
    )

    def __init__(self, *args: Any, request: Request, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = answered(request)
        self.ends = needs_of(request.kind).ends
        # Asked for only to grant: a browser always sends it, a refusal has nothing to do with it.
        self.fields["until"].required = self.ends and self.data.get("outcome", "granted") == "granted"
        self.fields["until"].initial = years_later(today, DEFAULT_YEARS)
        self.fields["until"].help_text = _("Deux ans, sauf raison contraire; trois ans au plus.")
        for one in self.criteria:
            self.fields[f"verdict_{one.code}"] = forms.ChoiceField(
                label=one.title,
                choices=VERDICTS,
                required=False,
                initial=one.verdict,
                widget=forms.RadioSelect,
            )
            self.fields[f"remark_{one.code}"] = forms.CharField(
                label=_("Remarque à l’organisation"), required=False, max_length=500, initial=one.remark
            )
        self.verdicts = VERDICTS
        self.judged = [
            (one, self[f"verdict_{one.code}"], self[f"remark_{one.code}"]) for one in self.criteria
        ]

    def judgement(self) -> Judgement:
        """Return the decision proposed, by the button that was pressed."""
        answers, outcome = self.cleaned_data, self.data.get("outcome", "")
        allowed = {Outcome.GRANTED.value, Outcome.REFUSED.value, Outcome.MORE.value}
        return Judgement(
            outcome=outcome if outcome in allowed else Outcome.MORE.value,
            findings={
                one.code: Finding(answers[f"verdict_{one.code}"], answers[f"remark_{one.code}"])
                for one in self.criteria
            },
            motive=answers["motive"],
            reason=answers["reason"],
            until=answers["until"],
        )


class WithdrawForm(RefusableForm):
    """Why a verification is taken back."""

    motive = forms.ChoiceField(label=_("Motif"), choices=[("", _("Choisissez")), *Motive.choices])
    reason = forms.CharField(
        label=_("Explication"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("L’organisation la lira telle quelle."),
    )
