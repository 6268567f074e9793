"""The questions that a class asks of its assets, as fields of a form."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.formats import language
from maillon.base.web.forms import RefusableModelForm
from maillon.kernel.words import read_number
from maillon.sharing.inventory.models import ClassCode, ClassField
from maillon.sharing.inventory.rules import Kind
from maillon.sharing.inventory.rules.details import LARGEST, LONGEST

NOTHING = ("", _("– sans réponse –"))


class DecimalField(forms.FloatField):
    """A number typed with a comma or a point, in either language, with or without spaces between thousands."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        """Return the number, or nothing for an empty answer."""
        try:
            return super().to_python(read_number(str(value)) if value else value)
        except ValueError:
            return super().to_python(value)  # which says that it is no number

    def prepare_value(self, value: Any) -> Any:
        """Return the number as people write it here; what was typed is given back as it was."""
        if not isinstance(value, float):
            return value
        return f"{value:.12g}".replace(".", "," if language() == "fr" else ".")


def questions(asked: Iterable[ClassField], details: Mapping[str, Any]) -> dict[str, forms.Field]:
    """Return a form's field for each field of a class, named ``details.<code>``, with the present answer."""
    made = {}
    for field in asked:
        question = _question(field)
        question.required, question.label = False, field.name
        value = details.get(field.code)
        if field.kind == Kind.YES_NO and value is not None:
            value = "yes" if value else "no"
        question.initial = value
        made[f"details.{field.code}"] = question
    return made


def _question(field: ClassField) -> forms.Field:
    least = -LARGEST if field.least is None else field.least
    most = LARGEST if field.most is None else field.most
    match field.kind:
        case Kind.WHOLE | Kind.YEAR:
            return forms.IntegerField(
                min_value=int(least), max_value=int(most), widget=forms.TextInput({"inputmode": "numeric"})
            )
        case Kind.DECIMAL:
            return DecimalField(min_value=least, max_value=most)
        case Kind.YES_NO:
            return forms.ChoiceField(choices=[NOTHING, ("yes", _("oui")), ("no", _("non"))])
        case Kind.CHOICE:
            return forms.ChoiceField(choices=[NOTHING, *field.words.items()])
        case Kind.DATE:
            return forms.DateField(widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    return forms.CharField(max_length=LONGEST)


def answers_of(
    asked: Iterable[ClassField], before: Mapping[str, Any], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the asset's answers: those given, none where the question was left empty, the others as before."""
    answers = dict(before)
    for field in asked:
        value = given.get(f"details.{field.code}")
        if value is None or value == "":
            answers.pop(field.code, None)
        elif field.kind == Kind.YES_NO:
            answers[field.code] = value == "yes"
        else:
            answers[field.code] = value.isoformat() if isinstance(value, dt.date) else value
    return answers


class ClassFieldForm(RefusableModelForm):
    """Declaring a field; its choices are typed one per line: code | français | English."""

    choices = forms.CharField(
        label=_("Choix"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Un par ligne : code | nom en français | nom en anglais. Pour un choix dans une liste."),
    )
    least = DecimalField(label=_("Au moins"), required=False)
    most = DecimalField(label=_("Au plus"), required=False)

    class Meta:
        model = ClassField
        fields = (
            "name_fr",
            "name_en",
            "code",
            "kind",
            "unit",
            "least",
            "most",
            "choices",
            "position",
            "public",
            "searchable",
            "retired",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["code"].disabled = True
            lines = [f"{one['code']} | {one['fr']} | {one['en']}" for one in self.instance.choices]
            self.initial["choices"] = "\n".join(lines)
        else:
            del self.fields["retired"]

    def clean_choices(self) -> list[dict[str, str]]:
        """Return the choices, or say which line cannot be read."""
        found = []
        for number_of_line, line in enumerate(self.cleaned_data["choices"].splitlines(), start=1):
            if not line.strip():
                continue
            parts = [part.strip() for part in line.split("|")]
            if len(parts) != 3 or not all(parts) or not forms.SlugField().clean(parts[0]):
                said = _("Ligne %(line)s : écrivez code | nom en français | nom en anglais.")
                raise forms.ValidationError(said % {"line": number_of_line})
            found.append(dict(zip(("code", "fr", "en"), parts, strict=True)))
        if len({one["code"] for one in found}) != len(found):
            raise forms.ValidationError(_("Le même code est écrit deux fois."))
        return found

    def clean(self) -> dict[str, Any]:
        """A choice in a list needs a list."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == Kind.CHOICE and "choices" in cleaned and not cleaned["choices"]:
            self.add_error("choices", _("Écrivez au moins un choix."))
        return cleaned


class ClassCodeForm(RefusableModelForm):
    """A code of a public nomenclature for a class."""

    class Meta:
        model = ClassCode
        fields = ("scheme", "code", "label_fr", "label_en", "source", "certain")
        help_texts = {
            "code": _("UNSPSC : 8 chiffres; CUBF : 4 chiffres."),
            "certain": _("Un code qui n’est pas vérifié ne va pas dans les exportations."),
        }
