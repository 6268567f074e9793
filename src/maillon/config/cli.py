"""The command `maillon`: a list of commands, each loaded only when it is asked for.

`maillon --help` imports neither Django nor the settings, so that it answers at once.
"""

from __future__ import annotations

from importlib import import_module

import click

from maillon.base.terminal import _
from maillon.base.terminal.click_words import speak_french

# name typed: (module of maillon.config.commands that holds `command`, what it does in one line)
COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("serve", _("Démarrer Maillon : la base de données, les pages et le travail de fond.")),
    "demo": ("demo", _("Démarrer une démonstration complète, avec des données inventées.")),
    "import": ("imports", _("Proposer à l’inventaire le contenu d’un fichier.")),
    "backup": ("backup", _("Sauvegarder la base et les fichiers dans une seule archive.")),
    "restore": ("restore", _("Remettre en place une sauvegarde.")),
    "verify": ("verify", _("Vérifier le sceau d’un rapport de récolement.")),
    "doctor": ("doctor", _("Vérifier l’installation et dire quoi corriger.")),
    "worker": ("worker", _("Faire seulement le travail de fond, à côté d’un autre Maillon.")),
    "manage": ("manage", _("Donner une commande à Django, pour les personnes qui développent.")),
}


class CommandsOnDemand(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click calls it so)
        """The names, in the order in which a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (idem)
        """Import the command of that name; None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"maillon.config.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (idem)
        """Write the list from the table above, without importing anything."""
        with formatter.section(_("Commandes")):
            formatter.write_dl([(name, line) for name, (_module, line) in COMMANDS.items()])


@click.group(
    cls=CommandsOnDemand,
    name="maillon",
    subcommand_metavar=_("COMMANDE…"),
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Maillon : partager les lieux et le matériel, mailler les organisations d’un territoire.\n\n"
        "Les réglages se font par des variables d’environnement : MAILLON_DATA_DIR (où sont les données, "
        "« .maillon » sinon), MAILLON_PORT, MAILLON_HOST, MAILLON_DATABASE_URL (un serveur PostgreSQL 15 ou "
        "plus récent; sinon la base démarre avec Maillon).\n\n"
        "L’aide d’une commande : maillon serve --help"
    ),
)
def group() -> None:
    """The root of the commands."""


def main() -> None:
    """What the program `maillon` runs."""
    speak_french()
    try:
        group(prog_name="maillon")
    except ValueError as error:
        problems = getattr(error, "errors", None)
        if problems is None:
            raise
        # A setting that pydantic refused: its name and the reason, instead of a stack of calls.
        for problem in problems():
            name = "MAILLON_" + "_".join(map(str, problem["loc"])).upper()
            click.echo(
                _("Réglage refusé : {name} ({reason})").format(name=name, reason=problem["msg"]), err=True
            )
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
