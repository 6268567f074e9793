"""Write one migration that stands for all those of an application: ``.venv/bin/python tools/squash.py inventory``.

The tables are those of the last state, created together; what runs SQL or Python is left out and must be
brought over by hand: the script lists it. ``src/maillon/config/tests/upgrade`` proves the result.
"""

import os
import sys
from pathlib import Path

import django
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import SwappableTuple
from django.db.migrations.operations import CreateModel, RunPython, RunSQL
from django.db.migrations.state import ModelState
from django.db.migrations.writer import MigrationWriter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillon.config.settings")


def main() -> None:
    """Squash each application named."""
    django.setup()
    loader = MigrationLoader(None, replace_migrations=False)
    for label in sys.argv[1:]:
        squash(loader, label)


def squash(loader: MigrationLoader, label: str) -> None:
    """Write the file and its name in ``max_migration.txt``; say what is left to bring over."""
    from maillon.base.schema import CreateModels

    (leaf,) = loader.graph.leaf_nodes(label)
    migrations = [loader.graph.nodes[key] for key in loader.graph.forwards_plan(leaf) if key[0] == label]
    if any(migration.replaces for migration in migrations):
        sys.exit(f"{label} is squashed already: first let the files that its squash replaces go.")
    models = [state for key, state in loader.project_state(leaf).models.items() if key[0] == label]
    squashed = Migration(f"0001_squashed_{leaf[1]}", label)
    squashed.initial = True
    squashed.replaces = [(label, migration.name) for migration in migrations]
    squashed.dependencies = sorted(
        {named(other) for migration in migrations for other in migration.dependencies if other[0] != label}
    )
    squashed.operations = [CreateModels([creation(model) for model in models])]
    writer = MigrationWriter(squashed)
    Path(writer.path).write_text(writer.as_string(), encoding="utf-8")
    (Path(writer.path).parent / "max_migration.txt").write_text(f"{squashed.name}\n", encoding="ascii")
    print(writer.path)
    for migration in migrations:
        for operation in migration.operations:
            if isinstance(operation, (RunPython, RunSQL)):
                print(f"  {migration.name}: {operation.describe()}")


def named(dependency: tuple[str, str]) -> tuple[str, str]:
    """A dependency as the writer wants it: the one on whoever signs in goes by its setting."""
    if isinstance(dependency, SwappableTuple):
        return ("__setting__", "AUTH_USER_MODEL")
    return (dependency[0], dependency[1])


def creation(model: ModelState) -> CreateModel:
    """The operation that creates a model as it is in the state."""
    return CreateModel(
        model.name,
        list(model.fields.items()),
        options=model.options,
        bases=model.bases,
        managers=model.managers,
    )


if __name__ == "__main__":
    main()
