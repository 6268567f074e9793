"""Tables created together: the operation that the squashed migrations stand on (``docs/decisions/0024``)."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Create several models at once, each with its fields, constraints, indexes and triggers.

    Django renders every related model again after each operation; with a hundred tables that speak of one
    another, it is nearly all the time of a first installation. Here the state is written model by model,
    without rendering, and rendered once.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["models"]

    def __init__(self, models: Sequence[CreateModel]) -> None:
        """Keep the operations, in the order in which the tables are created."""
        self.models = models

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add every model to the state; whoever asks for the classes next has them rendered."""
        state.__dict__.pop("apps", None)  # a cached property of Django's
        for operation in self.models:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the tables; foreign keys are added by Django once all are there."""
        for operation in self.models:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Delete the tables, the last one first."""
        for operation in reversed(self.models):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say how many, for ``migrate`` to show."""
        return f"Create {len(self.models)} models"

    @property
    def migration_name_fragment(self) -> str:
        """Name a migration by its first model."""
        return self.models[0].migration_name_fragment
