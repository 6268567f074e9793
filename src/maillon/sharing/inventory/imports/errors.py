"""Why a line is refused or doubtful, and what the imports refuse, with what to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillon.base.imports.errors import SENTENCES as FILE_SENTENCES
from maillon.base.refusals import Invalid, Reason, Refusal

SENTENCES: dict[str, Any] = FILE_SENTENCES | {
    "no_name_column": _(
        "Aucune colonne ne donne le nom des biens. Titrez « nom » la colonne qui le porte (titres lus : "
        "%(headings)s)."
    ),
    "name_missing": _("Le nom manque."),
    "too_long": _("Le texte de la colonne « %(column)s » dépasse %(limit)s caractères."),
    "not_a_capacity": _("La capacité « %(text)s » n’est pas un nombre entier de personnes."),
    "not_a_quantity": _("La quantité « %(text)s » n’est pas un nombre entier d’au moins 1."),
    "class_unknown": _(
        "Aucune catégorie ne correspond à « %(text)s ». Ajoutez une colonne « catégorie » avec l’un de nos mots : "
        "gymnase, salle, patinoire, camion, mobilier…"
    ),
    "point_not_a_place": _("Les coordonnées « %(text)s » ne sont pas deux nombres."),
    "point_zero": _("Le point (0, 0) est au large de l’Afrique : les coordonnées manquent sans doute."),
    "point_swapped": _("La longitude et la latitude sont inversées (%(text)s)."),
    "point_sign_lost": _("Un signe moins manque : au Québec, la longitude est négative (%(text)s)."),
    "point_metres": _(
        "Ces coordonnées sont en mètres (%(text)s) : il faut des degrés de longitude et de latitude (WGS 84)."
    ),
    "point_outside": _("Ce point n’est pas au Québec (%(text)s)."),
    "answer_whole": _("« %(text)s » n’est pas un nombre entier (colonne « %(column)s »)."),
    "answer_year": _("« %(text)s » n’est pas une année (colonne « %(column)s »)."),
    "answer_decimal": _(
        "« %(text)s » n’est pas un nombre, ou son unité est inconnue (colonne « %(column)s »)."
    ),
    "answer_yes_no": _("« %(text)s » ne dit ni oui ni non (colonne « %(column)s »)."),
    "answer_choice": _("« %(text)s » n’est pas un des choix de la colonne « %(column)s » : %(choices)s."),
    "answer_date": _("« %(text)s » n’est pas une date : écrivez 2026-12-31 (colonne « %(column)s »)."),
    "answer_text": _("« %(text)s » ne se lit pas (colonne « %(column)s »)."),
    "answer_too_small": _("« %(text)s » est trop petit (colonne « %(column)s »)."),
    "answer_too_large": _("« %(text)s » est trop grand (colonne « %(column)s »)."),
    "answer_too_long": _("Le texte de la colonne « %(column)s » dépasse 300 caractères."),
    "field_twice": _(
        "La colonne « %(first)s » donne déjà cela : choisissez autre chose pour l’une des deux."
    ),
    "field_unknown": _("Cela n’existe pas : choisissez dans la liste."),
    "heading_unknown": _("Le fichier n’a pas de colonne « %(heading)s »."),
    "half_point": _("Une longitude va avec une latitude : choisissez aussi la colonne de l’autre."),
    "name_unsaid": _("Dites quelle colonne donne le nom des biens : sans nom, il n’y a pas de liste."),
    "class_not_ours": _("Aucune catégorie n’a le code « %(code)s »."),
    "not_ours_other": _("Pas à nous : le bien est à un autre organisme."),
    "not_ours_gone": _("Pas à nous : le bien n’existe plus."),
    "not_ours_known": _("Le bien est déjà dans notre inventaire."),
    "not_ours_wrong": _("Les renseignements sont faux."),
    "no_owner_column": _(
        "Aucune colonne de ce titre. Titres lus : %(headings)s. Choisissez plutôt l’organisation à qui tout appartient."
    ),
    "no_owner_known": _(
        "Aucune organisation de votre territoire ne porte un nom de cette colonne (lus : %(names)s)."
    ),
    "owner_or_column": _("Dites à qui sont ces biens : une organisation, ou la colonne qui la nomme."),
    "foreign_owner": _("Cette organisation n’est pas de votre territoire."),
    "decided_already": _(
        "Des propositions de cette importation sont déjà décidées : pour en changer les colonnes, envoyez le fichier "
        "de nouveau."
    ),
    "file_forgotten": _("Le fichier n’est plus gardé : envoyez-le de nouveau."),
    "key_again": _("Le même identifiant, ou le même bien, est déjà à la ligne %(line)s."),
    "place_again": _(
        "Un bien de même nom et de même catégorie est déjà exactement à cet endroit, à la ligne %(line)s."
    ),
    "asset_there": _(
        "Un bien de même nom et de même catégorie existe déjà exactement à cet endroit dans votre inventaire."
    ),
    "asset_number": _(
        "« %(name)s », de la même catégorie, porte déjà cet identifiant dans une autre liste de votre inventaire."
    ),
    "asset_name_near": _("Un bien de même nom et de même catégorie existe déjà à %(metres)s m de là."),
    "asset_name_address": _("Un bien de même nom et de même catégorie existe déjà à cette adresse."),
    "asset_near_name_near": _(
        "« %(name)s », au nom presque pareil et de même catégorie, existe déjà à %(metres)s m de là."
    ),
    "asset_near_name_address": _(
        "« %(name)s », au nom presque pareil et de même catégorie, existe déjà à cette adresse."
    ),
    "line_name_near": _(
        "La ligne %(line)s nomme un bien de même nom et de même catégorie, à %(metres)s m de là."
    ),
    "line_name_address": _(
        "La ligne %(line)s nomme un bien de même nom et de même catégorie, à la même adresse."
    ),
    "line_near_name_near": _(
        "La ligne %(line)s nomme « %(name)s », au nom presque pareil et de même catégorie, à %(metres)s m de là."
    ),
    "line_near_name_address": _(
        "La ligne %(line)s nomme « %(name)s », au nom presque pareil et de même catégorie, à la même adresse."
    ),
    "changed_since": _("Ce bien a été modifié depuis la lecture du fichier : il est resté tel quel."),
    "frozen": _("Ce bien est tenu intact : il est resté tel quel."),
    "still_promised": _("Des réservations à venir comptent sur ce bien : il n’est pas archivé."),
    "promised_more": _("Des réservations à venir en demandent davantage : la quantité est restée."),
    "interrupted": _(
        "Un incident a interrompu ce travail : ce qui est fait est fait, reprenez-le pour la suite."
    ),
    "deleted_since": _("Ce bien a été supprimé depuis : il n’y avait plus rien à annuler."),
    "edited_since": _("Ce bien a été modifié depuis l’importation : il est resté tel quel."),
    "served_since": _(
        "Ce bien a servi depuis l’importation (partage, réservation, photo) : il est resté tel quel. "
        "Vous pouvez l’archiver depuis sa fiche."
    ),
    "partly_undone": _("Ce qui a été modifié depuis est resté tel quel (%(fields)s); le reste est revenu."),
    "exists_now": _("Ce bien a été ajouté entre-temps par une autre importation."),
}


class UnusableList(Invalid):
    """The file can be read but is not a list of assets."""

    code = "unusable_list"


class NothingSelected(Refusal):
    """The selection holds no suggestion that can still be decided."""

    code = "nothing_selected"

    def __init__(self) -> None:
        super().__init__(_("Il n’y a plus rien à décider dans cette sélection."))


class UnderWay(Refusal):
    """A job works on this run, or was stopped in the middle of it."""

    code = "import_under_way"

    def __init__(self) -> None:
        super().__init__(
            _("Un travail est en cours sur cette importation : attendez sa fin ou abandonnez-le.")
        )


class MappingRefused(Invalid):
    """The columns, as they were chosen, cannot be read; each reason is at its heading."""

    code = "mapping_refused"


class ReadAlready(Refusal):
    """The file cannot be read again: it is no longer kept, or what it proposed was decided."""

    code = "read_already"

    def __init__(self, code: str) -> None:
        super().__init__(Reason(code, str(SENTENCES[code])))
