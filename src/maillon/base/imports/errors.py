"""Why a file cannot be read, each with what to do about it."""

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Invalid, Reason

SENTENCES = {
    "empty": _("Ce fichier est vide. Choisissez le fichier qui contient votre liste."),
    "no_rows": _("Ce fichier n’a que des titres de colonnes. Ajoutez au moins une ligne sous les titres."),
    "no_headings": _(
        "La première ligne doit porter les titres des colonnes, par exemple « nom » et « catégorie »."
    ),
    "too_many_columns": _(
        "Ce fichier a plus de %(limit)s colonnes. Gardez seulement celles qui décrivent vos biens, puis "
        "recommencez."
    ),
    "too_many_rows": _(
        "Ce fichier a plus de %(limit)s lignes. Coupez-le en plusieurs fichiers et importez-les l’un après "
        "l’autre."
    ),
    "too_large_unpacked": _(
        "Une fois décompressé, ce classeur dépasse %(limit)s Mo : par prudence, il n’a pas été ouvert. "
        "Enregistrez la feuille utile en CSV, puis importez ce fichier."
    ),
    "too_heavy": _(
        "Ce classeur demande trop de mémoire : une cellule isolée, très loin des autres, en est souvent la cause. "
        "Supprimez les lignes et les colonnes vides, ou enregistrez la feuille en CSV."
    ),
    "malformed_workbook": _(
        "Ce classeur est abîmé ou incomplet. Ouvrez-le dans votre tableur, enregistrez-le de nouveau, puis "
        "recommencez."
    ),
    "password": _("Ce classeur est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe."),
    "old_workbook": _(
        "Ce classeur est d’un ancien format (.xls) ou protégé par un mot de passe. Enregistrez-le en .xlsx, sans "
        "mot de passe."
    ),
    "not_a_workbook": _(
        "Cette archive n’est pas un classeur. Envoyez le classeur lui-même (.xlsx ou .ods), ou un fichier CSV."
    ),
    "no_sheet": _("Ce classeur n’a aucune feuille remplie et visible."),
    "not_text": _(
        "Ce fichier n’est ni un classeur (.xlsx, .ods), ni du texte (.csv), ni du GeoJSON (.geojson)."
    ),
    "wrong_kind": _(
        "Ce fichier est de type %(kind)s. Envoyez un classeur (.xlsx, .ods), du texte (.csv) ou du GeoJSON."
    ),
    "encoding": _(
        "Les lettres de ce fichier sont écrites dans un code inconnu. Dans votre tableur, choisissez "
        "« CSV UTF-8 » au moment d’enregistrer."
    ),
    "malformed_text": _(
        "La ligne %(line)s ne se lit pas : un guillemet y est sans doute ouvert et jamais fermé. Corrigez-la, puis "
        "recommencez."
    ),
    "malformed_json": _(
        "Ce fichier GeoJSON est abîmé : après l’élément %(line)s, ce n’est plus du JSON. Exportez-le de nouveau "
        "depuis votre système."
    ),
    "not_features": _(
        "Ce fichier JSON n’est pas une liste de lieux : il faut du GeoJSON de type « FeatureCollection »."
    ),
    "other_crs": _(
        "Les coordonnées de ce fichier sont dans le système %(crs)s. Exportez-le en degrés (WGS 84, EPSG:4326)."
    ),
    "too_deep": _("L’élément %(line)s de ce fichier est trop complexe pour être un lieu."),
    "row_too_long": _(
        "Cette ligne a plus de cellules que de titres : une cellule est peut-être coupée en deux."
    ),
    "row_not_object": _("Cet élément n’est pas un lieu : ses propriétés manquent ou sont mal formées."),
    "not_a_point": _(
        "La forme est « %(kind)s » : il faut un point, une ligne ou une surface, qui ne soit pas vide."
    ),
    "not_coordinates": _("Les coordonnées de ce point ne sont pas deux nombres."),
    "one_sheet": _("Seule la feuille « %(sheet)s » est lue; le classeur en compte %(count)s."),
}


class Unreadable(Invalid):
    """The file cannot be read; nothing of it is kept."""

    code = "unreadable"


def reason(code: str, **values: object) -> Reason:
    """Return the reason of this code, in the reader's language."""
    return Reason(code, str(SENTENCES[code]) % values)


def unreadable(code: str, **values: object) -> Unreadable:
    """Return the refusal of this code, to be raised."""
    return Unreadable(reason(code, **values))
