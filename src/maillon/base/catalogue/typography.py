"""How a French sentence is typed, and how a badly typed one is mended.

Follows the Banque de dépannage linguistique of the Office québécois de la langue française (« Espacement avant et
après les principaux signes de ponctuation ») : a no-break space before the colon and inside guillemets; nothing
before « ; », « ! » and « ? », where a no-break or thin space is also accepted but never a breaking one.
"""

from __future__ import annotations

import re

NBSP = "\u00a0"
_NO_BREAK = "\u00a0\u202f"
_BREAKING = rf"[^\S{_NO_BREAK}]"
_LETTER = r"[^\W\d_]"
_UNITS = r"(?:%%|\$|h\b|min\b|km\b|m\b|s\b|Mo\b)"
# Where a sentence may stop, as it stands in a source file: the end, a space, a quote, a tag, a written « \n ».
_STOP = r"""(?=\s|$|["'<]|\\n)"""

# Each fault: what shows it, and how it is mended (None when only a person can tell).
FAULTS: dict[str, tuple[re.Pattern[str], re.Pattern[str], str | None]] = {
    kind: (re.compile(seen), re.compile(cut), put)
    for kind, seen, cut, put in (
        ("apostrophe", f"{_LETTER}'{_LETTER}", f"(?<={_LETTER})'(?={_LETTER})", "’"),
        (
            "colon",
            rf"(?<=[^\s{_NO_BREAK}:\d]):(?=\s|$)|{_BREAKING}:(?=\s|$)",
            rf"(?:(?<=[^\s{_NO_BREAK}:\d\"'])|(?<=\S) +):{_STOP}",
            f"{NBSP}:",
        ),
        ("punctuation", rf"{_BREAKING}[;!?]", rf"(?<=\S) +(?=[;!?]{_STOP})", ""),
        ("opening", rf"«(?![{_NO_BREAK}])", rf"«{_BREAKING}*(?![{_NO_BREAK}])", f"«{NBSP}"),
        ("closing", rf"(?<![{_NO_BREAK}])»", rf"(?<![{_NO_BREAK}\s]){_BREAKING}*»", f"{NBSP}»"),
        ("ellipsis", r"\.\.\.", r"\.\.\.", "…"),
        ("unit", rf"\d{_BREAKING}{_UNITS}", rf"(?<=\d) (?={_UNITS})", NBSP),
        ("quotes", "[“”]", "[“”]", None),
    )
}
# What is not prose: addresses, tags, and the places that values fill. One mark stands for each meanwhile.
_NOT_PROSE = re.compile(r"\S*://\S*|<[^<>]*>|%\(\w+\)s|\{[\{%].*?[\}%]\}|\{\w*\}", re.DOTALL)
_MARK = "\ue000"


def faults_of(sentence: str) -> list[str]:
    """Return the kinds of faults in a French sentence, in the order of ``FAULTS``."""
    prose = _NOT_PROSE.sub(_MARK, sentence)
    return [kind for kind, (seen, _cut, _put) in FAULTS.items() if seen.search(prose)]


def mended(text: str) -> str:
    """Return the text with its typing put right; also takes the sentence as quoted in a source file.

    ``mended(mended(x)) == mended(x)``. English quotation marks are left for a person to judge.
    """
    kept = iter(_NOT_PROSE.findall(text))
    prose, before = _NOT_PROSE.sub(_MARK, text), ""
    while prose != before:  # mending one sign can uncover another; each pass leaves fewer faults
        before = prose
        for _seen, cut, put in FAULTS.values():
            if put is not None:
                prose = cut.sub(put, prose)
    return re.sub(_MARK, lambda _mark: next(kept), prose)
