"""From the code to the English page: extraction, merging, checks, compilation."""

import gettext
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from maillon.base.catalogue import checks, extraction, files, mending
from maillon.base.catalogue.compilation import compile_all
from maillon.base.catalogue.places import PACKAGE, catalogue_path

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
a = _("Bonjour")
b = ngettext("%(n)s bien", "%(n)s biens", 3)
c = pgettext("verbe", "Partage")
d = _(
    "Une phrase "
    "en deux morceaux"
)
e = f(_("Bonjour"), other("pas une phrase"))
"""
TEMPLATE = """{% load i18n %}
    <c-button label="{% translate "Réserver" %}">{{ _("Salut") }}</c-button>
  {% blocktranslate count n=n trimmed %}
      {{ n }} place
    {% plural %}
      {{ n }} places
  {% endblocktranslate %}
{% trans "50 %" %}{% blocktranslate context "nom" %}Partage{% endblocktranslate %}
{# rien #}
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "salle" / "templates").mkdir(parents=True)
    (tmp_path / "salle" / "tests").mkdir()
    (tmp_path / "salle" / "views.py").write_text(PYTHON)
    (tmp_path / "salle" / "tests" / "test_x.py").write_text('_("jamais vue")')
    (tmp_path / "salle" / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def translated(**answers: str) -> Catalog:
    catalogue = Catalog(locale="en")
    for sentence, answer in answers.items():
        catalogue.add(sentence, answer)
    return catalogue


def kinds(found: Catalog, catalogue: Catalog) -> list[str]:
    return [fault.kind for fault in checks.faults(found, catalogue)]


def test_sentences_come_from_python_and_templates_and_not_from_tests(package: Path) -> None:
    found = {(message.id, message.context) for message in extraction.extract(package) if message.id}
    assert found == {
        ("Bonjour", None),
        (("%(n)s bien", "%(n)s biens"), None),
        ("Partage", "verbe"),
        ("Une phrase en deux morceaux", None),
        ("Réserver", None),
        ("Salut", None),
        (("%(n)s place", "%(n)s places"), None),
        ("50 %%", None),
        ("Partage", "nom"),
    }


def test_a_sentence_says_in_which_files_it_stands(package: Path) -> None:
    message = extraction.extract(package).get("Bonjour")
    assert message is not None
    assert message.locations == [("salle/views.py", None)]


def test_merging_keeps_translations_and_forgets_what_left(package: Path) -> None:
    old = translated(Bonjour="Hello", Parti="Gone")
    merged = files.merge(old, extraction.extract(package))
    assert merged.get("Bonjour").string == "Hello"
    assert merged.get("Parti") is None


def test_a_reworded_sentence_keeps_its_translation_marked_doubtful() -> None:
    found = translated(**{"Réservez cette belle salle maintenant": ""})
    old = translated(**{"Réservez cette salle maintenant": "Book this room now"})
    merged = files.merge(old, found)
    assert merged.get("Réservez cette belle salle maintenant").string == "Book this room now"
    assert kinds(found, merged) == ["fuzzy"]


def test_the_file_is_the_same_when_nothing_changed(package: Path) -> None:
    path = catalogue_path("en", package=package)
    assert files.write(files.merge(files.read(path), extraction.extract(package)), path)
    first = path.read_bytes()
    assert not files.write(files.merge(files.read(path), extraction.extract(package)), path)
    assert path.read_bytes() == first


def test_a_complete_catalogue_has_no_fault() -> None:
    found = translated(Bonjour="", **{"%(n)s <b>place</b>": ""})
    assert kinds(found, translated(Bonjour="Hello", **{"%(n)s <b>place</b>": "%(n)s <b>seat</b>"})) == []


@pytest.mark.parametrize(
    ("sentence", "answer", "kind"),
    [
        ("Bonjour", "", "missing"),
        ("%(n)s bien", "%(m)s asset", "placeholder"),
        ("%(n)s bien", "asset", "placeholder"),
        ("{a} bien", "asset", "placeholder"),
        ("un <b>bien</b>", "an asset", "placeholder"),
        ("une école : fermée", "a school: closed", "colon"),
    ],
)
def test_a_fault_is_seen(sentence: str, answer: str, kind: str) -> None:
    assert kinds(translated(**{sentence: ""}), translated(**{sentence: answer})) == [kind]


def test_a_sentence_absent_from_either_side_is_a_fault() -> None:
    assert kinds(translated(Bonjour=""), translated(Parti="Gone")) == ["stale", "stale"]


def test_every_plural_form_is_wanted_but_the_singular_may_leave_out_its_number() -> None:
    found, kept = Catalog(locale="en"), Catalog(locale="en")
    found.add(("%(n)s bien", "%(n)s biens"))
    kept.add(("%(n)s bien", "%(n)s biens"), ("one asset", "%(n)s assets"))
    assert kinds(found, kept) == []
    kept = Catalog(locale="en")
    kept.add(("%(n)s bien", "%(n)s biens"), ("one asset", ""))
    assert kinds(found, kept) == ["missing"]
    kept = Catalog(locale="en")
    kept.add(("%(n)s bien", "%(n)s biens"), ("%(n)s asset", "assets"))
    assert kinds(found, kept) == ["placeholder"]


def test_compiled_catalogues_answer_in_english_and_count_in_french(package: Path) -> None:
    catalogue = files.merge(files.read(package / "none.po"), extraction.extract(package))
    catalogue.get("Bonjour").string = "Hello"
    catalogue.get("Salut").string = "Hi"
    catalogue.get("Salut").flags.add("fuzzy")
    catalogue.get(("%(n)s bien", "%(n)s biens")).string = ("%(n)s asset", "%(n)s assets")
    files.write(catalogue, catalogue_path("en", package=package))
    compile_all(package)
    english = gettext.translation("django", package / "locale", ["en"])
    assert english.gettext("Bonjour") == "Hello"
    assert english.gettext("Salut") == "Salut"
    assert english.ngettext("%(n)s bien", "%(n)s biens", 0) == "%(n)s assets"
    french = gettext.translation("django", package / "locale", ["fr"])
    assert [french.ngettext("%(n)s bien", "%(n)s biens", n) for n in (0, 1, 2)] == [
        "%(n)s bien",
        "%(n)s bien",
        "%(n)s biens",
    ]


def test_compiling_needs_neither_django_nor_settings(package: Path) -> None:
    """As while a wheel is built: only Babel is there."""
    files.write(Catalog(locale="en"), catalogue_path("en", package=package))
    program = (
        "import sys; sys.modules['django'] = None; sys.modules['click'] = None;"
        "from pathlib import Path;"
        "from maillon.base.catalogue.compilation import compile_all;"
        f"compile_all(Path({str(package)!r}))"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env={"PYTHONPATH": str(PACKAGE.parent)})
    assert catalogue_path("en", ".mo", package).exists()


def test_mending_touches_the_sentences_and_nothing_else() -> None:
    python = (
        'x = {"a : b": 1}  # l\'été : rien\n'
        "é = _(\"Fermé : l'été\") + str('c : d')\n"
        'y = ngettext(\n    "un : bien",\n    "des : biens ?", n\n)\n'
    )
    assert mending.mend_python(python) == (
        'x = {"a : b": 1}  # l\'été : rien\n'
        "é = _(\"Fermé\u00a0: l’été\") + str('c : d')\n"
        'y = ngettext(\n    "un\u00a0: bien",\n    "des\u00a0: biens?", n\n)\n'
    )
    template = (
        '<p title="a : b">c : d {% translate "Source :" %}{% blocktranslate with x=y|default:"a : b" %}'
        "{{ x }} : <i>oui</i>{% endblocktranslate %} e : f</p>"
    )
    assert mending.mend_template(template) == (
        '<p title="a : b">c : d {% translate "Source\u00a0:" %}{% blocktranslate with x=y|default:"a : b" %}'
        "{{ x }}\u00a0: <i>oui</i>{% endblocktranslate %} e : f</p>"
    )


def test_mending_the_catalogue_loses_no_translation() -> None:
    better = mending.mend_catalogue(translated(**{"Fermé : oui": "Closed: yes"}))
    assert better.get("Fermé\u00a0: oui").string == "Closed: yes"


def test_the_code_of_maillon_can_be_read() -> None:
    assert len(extraction.extract()) > 300
