"""The page that explains the API says nothing that the API does not do."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from maillon.config.tests.api.test_description import SCHEMA

PAGE = Path(__file__).resolve().parents[5] / "docs" / "how-to" / "api.md"
COMMANDS = [
    " ".join(block.split())
    for code in re.findall(r"```sh\n(.*?)```", PAGE.read_text(), re.DOTALL)
    for block in re.split(r"(?m)^(?=curl )", code)
    if block.startswith("curl ")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_names_a_route_and_parameters_that_exist(command: str) -> None:
    address = urlsplit(re.search(r"\$MAILLON(/[^\"]*)", command)[1])  # type: ignore[index]  # fails the test as well
    path = re.sub(r"/(R-\d{4}-\d+|\d+)(?=/|$)", "/{}", f"/api/v1{address.path}")
    known = {re.sub(r"\{\w+\}", "{}", one): methods for one, methods in SCHEMA["paths"].items()}
    route = known[path]["post" if "-X POST" in command else "get"]
    named = [name for name, _value in parse_qsl(address.query)]
    named += re.findall(r"(?:-d|--data-urlencode) (\w+)=", command)
    assert set(named) <= {parameter["name"] for parameter in route["parameters"]}


def test_commands_were_found() -> None:
    assert len(COMMANDS) > 10
