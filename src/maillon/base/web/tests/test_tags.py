from collections.abc import Iterable

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from maillon.base.web.templatetags.maillon import is_chosen, page_numbers


class AskForm(forms.Form):
    name = forms.CharField(label="Nom", help_text="Le vôtre.")
    kind = forms.ChoiceField(label="Genre", choices=[("a", "A")], required=False)
    many = forms.MultipleChoiceField(
        label="Plusieurs", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="D’accord")


def drawn(form: forms.Form, name: str) -> str:
    with translation.override("fr-ca"):
        return Template(
            '<c-field :field="field" />'.replace("<c-field", "{% cotton field").replace("/>", "/ %}")
        ).render(Context({"field": form[name]}))


def test_a_field_is_described_by_its_error_then_its_hint() -> None:
    html = drawn(AskForm({"name": ""}), "name")
    assert 'aria-describedby="id_name_error id_name_helptext"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert '<label class="field-label" for="id_name">' in html


def test_only_the_exception_is_marked() -> None:
    assert "(facultatif)" in drawn(AskForm(), "kind")
    assert "(facultatif)" not in drawn(AskForm(), "name")


def test_several_boxes_stand_under_a_legend() -> None:
    html = drawn(AskForm({}), "many")
    assert "<fieldset" in html
    assert "<legend" in html
    assert 'aria-describedby="id_many_error"' in html


def test_one_box_comes_before_its_label() -> None:
    html = drawn(AskForm(), "agreed")
    assert html.index('type="checkbox"') < html.index("D’accord")


def test_what_people_typed_is_escaped() -> None:
    html = drawn(AskForm({"name": '"><script>'}), "name")
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("number", "pages", "shown"),
    [
        (1, 1, [1]),
        (1, 4, [1, 2, 3, 4]),
        (5, 12, [1, None, 4, 5, 6, None, 12]),
        (3, 12, [1, 2, 3, 4, None, 12]),
        (12, 12, [1, None, 11, 12]),
    ],
)
def test_pages_shown(number: int, pages: int, shown: Iterable[int | None]) -> None:
    assert list(page_numbers(Paginator(range(pages), 1).page(number))) == shown


def test_a_page_keeps_the_other_questions_of_the_address() -> None:
    request = RequestFactory().get("/", {"q": "École & cie", "page": "2"})
    html = Template('{% page_address "page" 3 %}').render(Context({"request": request}))
    assert html == "?q=%C3%89cole+%26+cie&amp;page=3"


@pytest.mark.parametrize(
    ("key", "chosen", "said"), [("1", 1, True), (1, ["1", "2"], True), ("", "", False), ("a", None, False)]
)
def test_a_choice_is_compared_as_the_browser_sends_it(key: object, chosen: object, said: bool) -> None:
    assert is_chosen(key, chosen) is said
