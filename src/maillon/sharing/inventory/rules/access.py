"""How a place is reached and used by everyone: the questions, what answers them, what a search asks of the answers.

A question left out is not answered: unknown, never « no ». What an asset answers for itself stands over what its
place answers.
"""

from collections.abc import Mapping

from maillon.sharing.inventory.rules.details import Declared, Kind, Misfit, Value, misfit

RESERVED = (
    "@access"  # where an asset's details keep a copy of the answers that hold; no field has such a code
)
TRAIT = "access"  # how a search names them: « access:toilet »
CHECKED = "checked_on"
Answers = Mapping[str, Value]

QUESTIONS: Mapping[str, Declared] = {
    one.code: one
    for one in (
        Declared("step_free", Kind.CHOICE, choices=("level", "ramp", "no")),
        Declared("door_cm", Kind.WHOLE, 40, 400),
        Declared("automatic_door", Kind.YES_NO),
        Declared("lift", Kind.CHOICE, choices=("yes", "one_level", "no")),
        Declared("toilet", Kind.YES_NO),
        Declared("hearing_loop", Kind.YES_NO),
        Declared("parking", Kind.YES_NO),
        Declared("drop_off", Kind.YES_NO),
        Declared("stop", Kind.TEXT),
        Declared("stop_metres", Kind.WHOLE, 0, 20_000),
        Declared("aids", Kind.YES_NO),
        Declared("quiet_room", Kind.YES_NO),
        Declared("notes", Kind.TEXT),
        Declared(CHECKED, Kind.DATE),
    )
}
# What can be sought, and the answers that satisfy it.
SOUGHT: Mapping[str, tuple[str, tuple[Value, ...]]] = {
    "step_free": ("step_free", ("level", "ramp")),
    "automatic_door": ("automatic_door", (True,)),
    "all_levels": ("lift", ("yes", "one_level")),
    "toilet": ("toilet", (True,)),
    "hearing_loop": ("hearing_loop", (True,)),
    "parking": ("parking", (True,)),
    "drop_off": ("drop_off", (True,)),
    "aids": ("aids", (True,)),
    "quiet_room": ("quiet_room", (True,)),
}


def access_misfits(answers: Mapping[str, object]) -> dict[str, Misfit | str]:
    """Return, by question, why an answer does not fit it; nothing when they all do."""
    found: dict[str, Misfit | str] = {}
    for code, value in answers.items():
        declared = QUESTIONS.get(code)
        why = misfit(declared, value) if declared else "access_unknown"
        if why:
            found[code] = why
    return found


def effective(place: Answers, own: Answers) -> dict[str, Value]:
    """Return the answers that hold for an asset: its place's, and over them its own."""
    return {**place, **own}
