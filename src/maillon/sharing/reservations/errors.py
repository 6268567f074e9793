"""What the reservations refuse, and the sentences of their objections."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillon.base.refusals import Reason, Refusal, explain
from maillon.kernel.objections import Objection

LISTED = 20
SENTENCES = {
    "not_offered": _("Ce bien n’est plus en partage\u00a0: cherchez-en un autre."),
    "ends_before_start": _("La fin vient après le début\u00a0: choisissez une heure de fin plus tardive."),
    "out_of_calendar": _("Choisissez un jour dans les mois qui viennent."),
    "purpose_missing": _("Dites en quelques mots quelle activité est prévue."),
    "purpose_too_long": _("Résumez l’activité en %(longest)s caractères; le message peut en dire plus."),
    "unreadable_text": _("Ce texte contient un caractère illisible\u00a0: écrivez-le de nouveau."),
    "number_out_of_reach": _("Inscrivez un nombre de 1 à %(most)s."),
    "closed": _(
        "Le lieu n’est pas ouvert pendant toute cette période\u00a0: voyez ses heures dans la semaine."
    ),
    "too_many_people": _("Le lieu accueille au plus %(capacity)s personnes."),
    "too_many_things": _("Il y en a %(quantity)s en tout\u00a0: demandez-en moins."),
    "no_organisation": _("On réserve au nom d’une organisation\u00a0: joignez la vôtre, ou inscrivez-la."),
    "already_pending": _("Cette demande attend encore sa réponse."),
    "already_clarifying": _("Une précision est déjà demandée\u00a0: attendez la réponse, ou décidez."),
    "already_approved": _("Cette demande a déjà été acceptée."),
    "already_refused": _("Cette demande a déjà été refusée."),
    "already_cancelled": _("Cette demande a été annulée."),
    "already_lapsed": _("Le délai de réponse est passé\u00a0: la demande a expiré."),
    "message_missing": _("Écrivez votre message."),
    "message_too_long": _("Un message compte au plus %(longest)s caractères."),
    "may_not_write": _(
        "Cet échange se tient entre les personnes qui demandent et celles qui répondent pour le propriétaire."
    ),
    "not_clarifying": _(
        "Aucune précision n’est attendue\u00a0: l’activité et le nombre restent ceux de la demande."
    ),
    "not_asker": _("Seules les personnes qui ont fait la demande peuvent en demander le réexamen."),
    "not_refused": _("Seul un refus se réexamine."),
    "appealed_once": _("Un réexamen a déjà été demandé\u00a0: un refus se réexamine une fois."),
    "appeal_too_late": _("Le délai de dix jours est passé\u00a0: faites plutôt une nouvelle demande."),
    "over_already": _("La période demandée a commencé\u00a0: faites plutôt une nouvelle demande."),
    "appeal_text_missing": _("Expliquez en quelques phrases pourquoi ce refus devrait être revu."),
    "appeal_reasons_missing": _("Donnez vos raisons\u00a0: la personne les lira."),
    "outcome_missing": _("Choisissez votre réponse."),
    "not_administrator": _("Seule l’administration de l’organisation propriétaire répond à un réexamen."),
    "no_appeal": _("Aucun réexamen n’attend de réponse pour cette demande."),
    "own_decision": _(
        "Vous avez refusé cette demande\u00a0: une autre personne de l’administration doit la réexaminer."
    ),
    "none_chosen": _("Choisissez de 1 à %(most)s demandes dans la liste."),
    "own_request": _("C’est votre propre demande\u00a0: une autre personne de l’organisation y répond."),
    "begun": _("La période demandée a commencé\u00a0: il est trop tard pour répondre."),
    "over": _("La période est terminée\u00a0: il n’y a plus rien à annuler."),
    "motive_missing": _("Choisissez un motif\u00a0: il aide la personne à chercher ailleurs."),
    "reason_missing": _("Expliquez en une phrase pourquoi c’est impossible."),
    "cancel_reason_missing": _("Expliquez en une phrase pourquoi vous reprenez cette période."),
    "unknown": _("Cette demande n’existe pas, ou vous ne pouvez pas la voir."),
    "unknown_alternative": _("Choisissez un bien en partage que vous pouvez proposer."),
    "not_decider": _("Seules les personnes qui approuvent pour le propriétaire peuvent répondre."),
    "not_yours": _("Seules les personnes qui ont fait la demande, ou le propriétaire, peuvent l’annuler."),
    "may_not_ask": _(
        "Votre rôle ne permet pas de réserver\u00a0: demandez-le à l’administration de votre organisation."
    ),
    "link_expired": _("Ce lien ne fonctionne plus\u00a0: connectez-vous pour voir la demande."),
    "seen_by_fewer": _(
        "Plus de gens pourraient réserver ces biens que les voir\u00a0: montrez-les au moins à ceux qui peuvent "
        "les réserver."
    ),
    "foreign_schedule": _("Cet horaire appartient à une autre organisation."),
    "nothing_to_share": _("Rien de ce qui est choisi ne se réserve\u00a0: choisissez au moins un bien."),
    "nothing_shared": _("Rien de ce qui est choisi n’est en partage."),
    "bundle_size": _("On demande ensemble de 1 à %(most)s choses."),
    "bundle_twice": _("Une même chose n’est demandée qu’une fois : changez plutôt sa quantité."),
    "bundle_periods": _("Ce qui est demandé ensemble l’est pour la même période."),
    "bundle_owners": _("Ce qui est demandé ensemble appartient à une même organisation."),
    "bundle_settled": _("Plus rien de cet ensemble ne peut recevoir cette réponse."),
    "no_left_date": _("Choisissez au moins une date écartée."),
    "weekday_missing": _("Choisissez au moins un jour de la semaine."),
    "every_out_of_reach": _("Choisissez de 1 à %(most)s semaines."),
    "until_or_count": _("Dites jusqu’à quel jour, ou combien de fois."),
    "last_before_first": _("Le dernier jour vient après le premier."),
    "too_long_a_series": _("Une série compte au plus %(most)s dates : finissez plus tôt, ou faites-en deux."),
    "count_out_of_reach": _("Choisissez de 1 à %(most)s fois."),
    "no_date": _("Aucune date ne tombe entre ces deux jours."),
    "not_a_space": _(
        "Seul un lieu qui se réserve en entier se divise : ce bien se compte, ou ne se réserve pas."
    ),
    "too_many_ways": _("Un lieu se divise d’au plus %(most)s façons."),
    "one_part_only": _("Chaque façon de diviser compte au moins deux parties."),
    "too_many_parts": _("Une façon de diviser compte au plus %(most)s parts en tout."),
    "part_without_name": _("Donnez un nom à chaque partie."),
    "part_name_too_long": _("Un nom compte au plus %(longest)s caractères."),
    "part_twice": _("Le même bien ne peut pas être deux parties à la fois."),
    "unknown_part": _("Choisissez un bien du même lieu, qui se réserve un à la fois."),
    "part_of_another": _("Ce bien est une partie d’un autre lieu : divisez plutôt l’ensemble."),
    "schedule_missing": _("Choisissez les heures d’ouverture du lieu."),
    "would_clash": _(
        "Des réservations se rencontreraient : déplacez-en ou annulez-en une de chaque paire d’abord."
    ),
    "same_alternative": _("C’est ce qui était demandé\u00a0: proposez un autre bien ou un autre moment."),
}


class RequestRefused(Refusal):
    """The request cannot be sent as it is; every reason is given."""

    code = "request_refused"
    status = 422


class BundleRefused(Refusal):
    """One of the things asked for together cannot be had: none is asked for; every reason is given."""

    code = "bundle_refused"


class SeriesRefused(Refusal):
    """The series cannot be had as it is asked; every reason is given, date by date."""

    code = "series_refused"


class CannotAnswer(Refusal):
    """The request is no longer where this could be done to it."""

    code = "cannot_answer"


class WouldClash(Refusal):
    """Divided so, a space would have bookings that meet; the reasons list them."""

    code = "would_clash"

    def __init__(self, clashes: Sequence[str]) -> None:
        said = [Reason(self.code, str(SENTENCES[self.code]))]
        said += [Reason("clash", text) for text in clashes[:LISTED]]
        if len(clashes) > LISTED:
            left = len(clashes) - LISTED
            more = ngettext("Et %(n)s autre paire.", "Et %(n)s autres paires.", left)
            said.append(Reason("clash", more % {"n": left}))
        super().__init__(said)


def explained(objections: Iterable[Objection]) -> tuple[Reason, ...]:
    """Give the objections of this package's rules their sentences, in the reader's language."""
    return explain(objections, {code: str(text) for code, text in SENTENCES.items()})
