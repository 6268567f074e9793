"""The commands of the program `maillon`, one module each.

Each module holds a click command named `command`; `maillon.config.cli` lists them and imports one only when
it is called. A command that needs the database asks for it with
`maillon.config.database.database_running()` before it imports Django's models.
"""
