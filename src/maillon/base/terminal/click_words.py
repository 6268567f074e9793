"""The few sentences that click itself writes around our commands, in French."""

from __future__ import annotations

from importlib import import_module

from maillon.base.terminal.language import _, spoken_language

MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")


def _sentences() -> dict[str, str]:
    """Click's English, and what a person reads. Gathered in a function: `_` wants the language of the call."""
    return {
        "Usage:": _("Usage :"),
        "Options": _("Options"),
        "Commands": _("Commandes"),
        "Show this message and exit.": _("Montrer cette aide."),
        "Error: {message}": _("Erreur : {message}"),
        "Try '{command} {option}' for help.": _("L’aide : {command} {option}"),
        "No such command {name!r}.": _("La commande « {name} » n’existe pas."),
        "No such option {name!r}.": _("L’option « {name} » n’existe pas."),
        "Missing argument": _("Il manque"),
        "Missing option": _("Il manque"),
        "Missing parameter": _("Il manque"),
        "Missing command.": _("Il manque une commande."),
        "Invalid value: {message}": _("Valeur refusée : {message}"),
        "Invalid value for {param_hint}: {message}": _("Valeur refusée pour {param_hint} : {message}"),
        "Option {name!r} requires an argument.": _("L’option « {name} » attend une valeur."),
        "Option {name!r} does not take a value.": _("L’option « {name} » n’attend pas de valeur."),
        "Aborted!": _("Abandonné."),
        "default: {default}": _("par défaut : {default}"),
        "required": _("obligatoire"),
        "{name} {filename!r} does not exist.": _("{name} « {filename} » n’existe pas."),
        "{name} {filename!r} is a directory.": _("{name} « {filename} » est un dossier."),
        "{name} {filename!r} is a file.": _("{name} « {filename} » n’est pas un dossier."),
        "{name} {filename!r} is not readable.": _("{name} « {filename} » ne peut pas être lu."),
        "{name} {filename!r} is not writable.": _("{name} « {filename} » ne peut pas être écrit."),
        "{value!r} is not a valid {number_type}.": _("« {value} » n’est pas un nombre."),
        "file": _("Le fichier"),
        "File": _("Le fichier"),
        "directory": _("Le dossier"),
        "Directory": _("Le dossier"),
        "path": _("Le chemin"),
        "Path": _("Le chemin"),
    }


def speak_french() -> None:
    """Make click's own sentences French, when the terminal is spoken to in French.

    Click asks gettext for its sentences but ships no catalogue, and gettext would ask the machine's locale
    rather than ours; so the name by which its modules ask is given our short list. A sentence that a later
    click rewrites shows in English: nothing breaks.
    """
    if spoken_language() != "fr":
        return
    sentences = _sentences()
    for name in MODULES:
        module = import_module(f"click.{name}")
        if hasattr(module, "_"):
            module._ = lambda sentence: sentences.get(sentence, sentence)  # type: ignore[attr-defined]  # see above
