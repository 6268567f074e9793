"""Every template of the house, read as text: nothing misspelt passes silently, nothing breaks the security policy."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django_cotton.compiler_regex import CottonCompiler, Tag

ROOT = Path(apps.get_app_config("shell").path).parent
COMPONENTS = ROOT / "shell" / "templates" / "cotton"
ICONS = ROOT.parent.parent / "frontend" / "icons"
TEMPLATES = sorted(path for path in ROOT.rglob("templates/**/*.html"))
PASSED_THROUGH = ("hx-", "data-", "aria-")
ICON_ATTRIBUTES = {"icon", "icon_after"}


def told(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def declared(name: str) -> frozenset[str] | None:
    """Return the names that a component declares in its c-vars, or nothing when it does not exist."""
    path = COMPONENTS / f"{name.replace('-', '_')}.html"
    if not path.exists():
        return None
    text, _ignored = CottonCompiler().exclude_ignorables(path.read_text())
    found = CottonCompiler().c_vars_pattern.search(text)
    assert found, f"{path.name} declares no c-vars"
    return frozenset(match[1].removeprefix(":") for match in Tag.attr_pattern.finditer(found[1]))


def calls(text: str) -> list[tuple[str, list[str]]]:
    """Return each component called in a template with the names of the attributes given to it."""
    readable, _ignored = CottonCompiler().exclude_ignorables(text)
    return [
        (match[2], [attr[1] for attr in Tag.attr_pattern.finditer(match[3] or "")])
        for match in Tag.tag_pattern.finditer(readable)
        if not match[1] and match[2] != "vars"
    ]


def mistakes(text: str) -> list[str]:
    """Say what is wrong with the calls of components in a template."""
    wrong = []
    for name, attributes in calls(text):
        if name == "slot":
            continue
        known = declared(name)
        if known is None:
            wrong.append(f"no component c-{name}")
            continue
        for attribute in attributes:
            plain = attribute.removeprefix(":")
            if plain in known:
                continue
            if not plain.startswith(PASSED_THROUGH):
                wrong.append(f"c-{name} does not declare {attribute}")
            elif attribute.startswith(":"):
                wrong.append(
                    f'c-{name} {attribute} would be written without being escaped: use {plain}="{{{{ … }}}}"'
                )
    return wrong


@pytest.mark.parametrize("path", TEMPLATES, ids=told)
def test_components_are_called_as_they_declare(path: Path) -> None:
    assert mistakes(path.read_text()) == []


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('<c-button knid="primary">x</c-button>', "does not declare knid"),
        ("<c-buton>x</c-buton>", "no component c-buton"),
        ('<c-button :data-x="name">x</c-button>', "without being escaped"),
        ('<c-button hx-get="/x" kind="quiet">x</c-button>', ""),
    ],
)
def test_the_reader_of_templates_sees_mistakes(call: str, said: str) -> None:
    assert said in " ".join(mistakes(call))
    assert bool(said) == bool(mistakes(call))


@pytest.mark.parametrize("path", TEMPLATES, ids=told)
def test_slots_filled_are_slots_declared(path: Path) -> None:
    readable, _ignored = CottonCompiler().exclude_ignorables(path.read_text())
    inside: list[str] = []
    for match in Tag.tag_pattern.finditer(readable):
        closing, name, attributes, alone = match[1], match[2], match[3] or "", match[4]
        if name == "slot" and not closing:
            slot = re.search(r'name="([^"]+)"', attributes)
            assert slot, f"a slot without a name in {told(path)}"
            assert slot[1] in (declared(inside[-1]) or ()), f"c-{inside[-1]} declares no slot {slot[1]}"
        elif name not in {"slot", "vars"}:
            if closing:
                inside.pop()
            elif not alone:
                inside.append(name)


@pytest.mark.parametrize("path", TEMPLATES, ids=told)
def test_icons_named_are_drawn(path: Path) -> None:
    text = path.read_text()
    names = set(re.findall(r'{% icon "([^"]+)" %}', text))
    readable, _ignored = CottonCompiler().exclude_ignorables(text)
    for match in Tag.tag_pattern.finditer(readable):
        for attribute in Tag.attr_pattern.finditer(match[3] or ""):
            if attribute[1] in ICON_ATTRIBUTES and attribute[3] and "__" not in attribute[3]:
                names.add(attribute[3])
    missing = {name for name in names if not (ICONS / f"{name}.svg").exists()}
    assert not missing, f"{told(path)}: no drawing for {missing}"


class _Forbidden(HTMLParser):
    """Collects what the content security policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name: value or "" for name, value in attrs}
        if tag == "style" or (
            tag == "script" and not names.get("src") and names.get("type") != "application/json"
        ):
            self.found.append(f"<{tag}>")
        for name, value in names.items():
            if name == "style" or name.startswith(("on", "hx-on")) or value.startswith("javascript:"):
                self.found.append(f"{tag} {name}")


@pytest.mark.parametrize("path", TEMPLATES, ids=told)
def test_nothing_inline_that_the_security_policy_refuses(path: Path) -> None:
    parser = _Forbidden()
    parser.feed(re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "x", path.read_text()))
    assert parser.found == []


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.html")), ids=lambda path: path.name)
def test_a_component_says_what_it_is_and_what_it_takes(path: Path) -> None:
    first, second, *_rest = path.read_text().splitlines()
    assert re.fullmatch(r"{# .+[.)] #}", first), "a sentence first"
    assert second.startswith("<c-vars"), "then what it takes"
