"""An inventory as a file: CSV, XLSX or GeoJSON, for one owner or for what a filter keeps.

Words: a *column* has a heading that the import recognises, so that a file that was exported and comes back
unchanged proposes nothing. A file is written line by line: a hundred thousand assets take no more memory than ten.
"""

from maillon.sharing.inventory.exports.columns import COLUMNS, exported_rows
from maillon.sharing.inventory.exports.files import FORMATS, Format

__all__ = ["COLUMNS", "FORMATS", "Format", "exported_rows"]
