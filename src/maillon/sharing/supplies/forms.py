"""Describing an article, moving it, counting, bringing a list."""

import datetime as dt
import io
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.imports import Row, Unreadable, open_table
from maillon.base.refusals import Refusal
from maillon.base.web.formats import language
from maillon.base.web.forms import RefusableForm, RefusableModelForm
from maillon.community.organisations.models import Organisation
from maillon.kernel.words import fold, read_number
from maillon.sharing.inventory.forms.sites import site_field
from maillon.sharing.supplies.models import Article
from maillon.sharing.supplies.queries import partners_of
from maillon.sharing.supplies.services import Counted, Opening
from maillon.sharing.supplies.units import Unit, plural

MOST_LINES = 500


class AmountField(forms.DecimalField):
    """An amount typed with a comma or a point, with or without spaces between thousands."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        """Return the amount, or nothing for an empty answer."""
        if isinstance(value, str) and value.strip():
            try:
                value = repr(read_number(value.strip()))
            except ValueError:
                value = value.strip()
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Return the amount as people write it here; what was typed is given back as it was."""
        if not isinstance(value, Decimal):
            return value
        written = f"{value:f}"
        written = written.rstrip("0").rstrip(".") if "." in written else written
        return written.replace(".", ",") if language() == "fr" else written


def amount_field(**more: Any) -> AmountField:
    """Return the question « how much? »."""
    more.setdefault("error_messages", {}).setdefault("invalid", gettext_lazy("Inscrivez un nombre."))
    return AmountField(**more)


class FilterForm(forms.Form):
    """How the list is narrowed; a wrong answer is as if it were not given."""

    q = forms.CharField(max_length=80, required=False)
    lieu = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    montrer = forms.ChoiceField(choices=[("bas", "bas"), ("retire", "retire")], required=False)

    @property
    def chosen(self) -> dict[str, Any]:
        """Return the answers that make sense."""
        self.is_valid()
        told = self.cleaned_data
        return {
            "q": (told.get("q") or "").strip(),
            "lieu": told.get("lieu"),
            "montrer": told.get("montrer") or "",
        }


class ArticleForm(RefusableModelForm):
    """What an organisation says of something that it uses up."""

    class Meta:
        model = Article
        fields = ("name", "unit", "site", "threshold", "gtin", "unspsc", "note", "retired")

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = organisation_id
        self.fields["name"].help_text = _("Par exemple « Gants de nitrile, grands ».")
        self.fields["site"] = site_field(organisation_id, self.fields["site"].label)
        self.fields["threshold"] = amount_field(
            label=_("Seuil"),
            required=False,
            help_text=_("À cette quantité ou moins, on vous le rappelle. Vide : jamais."),
        )
        self.fields["gtin"].help_text = _("Les chiffres sous le code-barres de l’emballage.")
        self.fields["unspsc"].help_text = _("Huit chiffres, pour vos appels d’offres.")
        self.fields["retired"].label = _("Ne plus l’utiliser")
        if self.instance.pk is None:
            del self.fields["retired"]
        elif self.instance.movements.exists():
            self.fields["unit"].disabled = True
            self.fields["unit"].help_text = _("Des mouvements sont déjà écrits dans cette unité.")


class GestureForm(RefusableForm):
    """A form sent once, however many times its button is pressed."""

    gesture = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def key(self) -> uuid.UUID:
        """Return the key drawn by the page, or a new one."""
        return self.cleaned_data.get("gesture") or uuid.uuid4()


class MoveForm(GestureForm):
    """How much, where, why: the questions of one movement; those that do not concern it are left out."""

    amount = amount_field(label=gettext_lazy("Quantité"))
    site = forms.Field()
    to_site = forms.Field()
    use = forms.CharField(
        label=gettext_lazy("Pour quel usage"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Un service, un lieu ou une activité; pas le nom d’une personne."),
    )
    given_to = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Remis à une autre organisation"),
        required=False,
        empty_label=gettext_lazy("Non : c’est pour nous"),
    )
    reason = forms.CharField(label=gettext_lazy("Remarque"), max_length=200, required=False)

    def __init__(self, *args: Any, article: Article, kind: str, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = article.organisation_id
        where = {"received": _("Où c’est rangé"), "transferred": _("D’où cela part")}.get(kind, _("Où"))
        self.fields["site"] = site_field(owner, where)
        self.fields["to_site"] = site_field(owner, _("Où cela va"))
        partners = partners_of(owner, on)
        self.fields["given_to"].queryset = partners  # type: ignore[attr-defined]  # a ModelChoiceField
        if kind == "counted":
            self.fields["amount"].label = _("Combien il y en a")
        if kind == "lost":
            self.fields["reason"].label, self.fields["reason"].required = _("Ce qui s’est passé"), True
        for name in self._left_out(kind):
            del self.fields[name]
        if kind == "issued" and not partners.exists():
            del self.fields["given_to"]

    @staticmethod
    def _left_out(kind: str) -> Sequence[str]:
        if kind == "issued":
            return ("to_site",)
        if kind == "transferred":
            return ("use", "given_to")
        return ("to_site", "use", "given_to")


class CorrectForm(GestureForm):
    """Why a movement was wrong."""

    reason = forms.CharField(
        label=gettext_lazy("Ce qui était faux"),
        max_length=200,
        help_text=gettext_lazy("Par exemple : dix boîtes inscrites au lieu d’une."),
        error_messages={"required": gettext_lazy("Dites pourquoi en une phrase.")},
    )


class CountForm(GestureForm):
    """One field per article of a site; those left blank are not counted."""

    reason = forms.CharField(label=gettext_lazy("Remarque"), max_length=200, required=False)

    def __init__(self, *args: Any, articles: Sequence[Article], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.articles = articles
        for one in articles:
            label = _("%(name)s, combien") % {"name": one.name}
            self.fields[f"count_{one.pk}"] = amount_field(label=label, required=False)

    @property
    def lines(self) -> list[tuple[Article, forms.BoundField, str]]:
        """Return the articles, each with its field and the word of its unit."""
        return [(one, self[f"count_{one.pk}"], plural(one.unit)) for one in self.articles]

    def counts(self) -> list[Counted]:
        """Return what was counted."""
        told = [(one.pk, self.cleaned_data.get(f"count_{one.pk}")) for one in self.articles]
        return [Counted(pk, amount) for pk, amount in told if amount is not None]

    def add_refusal(self, refusal: Refusal) -> None:
        """Put the reason of the only count at its field."""
        told = self.counts()
        for reason in refusal.reasons:
            alone = reason.field == "amount" and len(told) == 1
            field = f"count_{told[0].article_id}" if alone else reason.field
            self.add_error(field if field in self.fields else None, reason.message)


class ListForm(GestureForm):
    """A first list, pasted from a spreadsheet."""

    text = forms.CharField(
        label=gettext_lazy("Votre liste"),
        max_length=100_000,
        strip=False,
        help_text=gettext_lazy(
            "Copiez les cellules de votre chiffrier. La première ligne nomme les colonnes : nom, unité, quantité, et "
            "s’il y en a, seuil et GTIN."
        ),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"] = site_field(organisation_id, _("Où tout cela est rangé"))
        self.order_fields(["gesture", "site", "text"])

    def clean_text(self) -> list[Opening]:
        """Return the lines; every line that cannot be read is told."""
        try:
            with open_table(io.BytesIO(self.cleaned_data["text"].encode())) as table:
                rows = list(table.rows)
        except Unreadable as refusal:
            raise forms.ValidationError([one.message for one in refusal.reasons]) from refusal
        if not rows:
            raise forms.ValidationError(_("Sous les noms des colonnes, inscrivez une fourniture par ligne."))
        if len(rows) > MOST_LINES:
            raise forms.ValidationError(_("Une liste compte au plus 500 lignes : envoyez-la en deux fois."))
        lines, faults = [], []
        for row in rows:
            try:
                lines.append(_opening(row))
            except forms.ValidationError as error:
                faults += [f"{row.line}. {message}" for message in error.messages]
        if faults:
            raise forms.ValidationError(faults)
        return lines


HEADINGS = {
    "name": ("nom", "name", "article", "fourniture", "description"),
    "unit": ("unite", "unit", "format"),
    "quantity": ("quantite", "quantity", "qte", "stock", "nombre"),
    "threshold": ("seuil", "threshold", "minimum", "min"),
    "gtin": ("gtin", "code-barres", "barcode", "upc", "ean"),
}
OTHER_UNIT_WORDS = {"": Unit.PIECE, "unite": Unit.PIECE, "un": Unit.PIECE}


def _told(row: Row, column: str) -> str:
    values = {fold(heading).strip(): value.strip() for heading, value in row.values.items()}
    return next((values[word] for word in HEADINGS[column] if word in values), "")


def _opening(row: Row) -> Opening:
    name, faults = _told(row, "name"), []
    if not name or len(name) > 120:
        faults.append(_("Inscrivez un nom d’au plus 120 caractères."))
    unit = read_unit(_told(row, "unit"))
    if unit is None:
        faults.append(_("« %(word)s » n’est pas une unité connue.") % {"word": _told(row, "unit")[:40]})
    quantity, threshold = _amount(_told(row, "quantity") or "0"), _amount(_told(row, "threshold"))
    if quantity is None or (threshold is None and _told(row, "threshold")):
        faults.append(_("Inscrivez un nombre."))
    if faults or unit is None or quantity is None:
        raise forms.ValidationError(faults)
    return Opening(row.line, name, unit, quantity, threshold, _told(row, "gtin")[:14])


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(repr(read_number(text))) if text else None
    except ValueError:
        return None


def read_unit(word: str) -> str | None:
    """Return the unit that a word names, in either language, singular or plural; nothing when none is known."""
    wanted = fold(word).strip(" .")
    known: dict[str, str] = dict(OTHER_UNIT_WORDS)
    for unit in Unit:
        known |= {unit.value: unit.value, fold(str(unit.label)): unit.value, fold(plural(unit)): unit.value}
    for say in (wanted, wanted.removesuffix("s"), wanted.removesuffix("x")):
        if say in known:
            return known[say]
    return None
