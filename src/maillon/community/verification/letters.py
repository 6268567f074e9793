"""The e-mails about verifications, each in the language of its reader."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillon.base.mail.services import write_mail
from maillon.community.organisations.models import Organisation
from maillon.community.people.models import Person


class Letter(NamedTuple):
    """The subject and the first paragraph, with the places ``%(name)s``, ``%(day)s``; where it leads."""

    subject: "str | Promise"
    text: "str | Promise"
    page: str = "verification:status"


LETTERS = {
    "sent": Letter(
        _("Demande de vérification : %(name)s"),
        _("%(name)s demande à être vérifiée. Son dossier est complet et attend votre décision."),
        "verification:queue",
    ),
    "sponsor": Letter(
        _("%(name)s vous nomme comme organisme parrain"),
        _(
            "%(name)s, un groupe citoyen sans personnalité juridique, demande à être vérifié et dit que vous le "
            "parrainez. Si ce n’est pas le cas, répondez à l’intendance du réseau avant la décision."
        ),
        "organisations:show",
    ),
    "granted": Letter(
        _("%(name)s est vérifiée"),
        _(
            "La vérification de %(name)s est accordée. L’organisation voit maintenant ce qui est partagé avec les "
            "organismes vérifiés de son genre."
        ),
    ),
    "refused": Letter(
        _("La vérification de %(name)s est refusée"),
        _(
            "La vérification de %(name)s est refusée. Le motif et l’explication sont ci-dessous; vous pouvez en "
            "appeler pendant 60 jours, ou faire une nouvelle demande."
        ),
    ),
    "more": Letter(
        _("Précisions demandées pour vérifier %(name)s"),
        _(
            "Pour vérifier %(name)s, il manque des précisions. Votre dossier est gardé : complétez-le et renvoyez-le."
        ),
    ),
    "withdrawn": Letter(
        _("La vérification de %(name)s est retirée"),
        _(
            "La vérification de %(name)s est retirée. Les réservations déjà acceptées demeurent; l’organisation ne "
            "voit plus ce qui est réservé aux organismes vérifiés."
        ),
    ),
    "ending": Letter(
        _("La vérification de %(name)s finit le %(day)s"),
        _(
            "La vérification de %(name)s finit le %(day)s. Renouvelez-la dès maintenant : vos réponses et vos pièces "
            "sont reprises, il suffit de les relire."
        ),
    ),
    "expired": Letter(
        _("La vérification de %(name)s a pris fin"),
        _(
            "La vérification de %(name)s a pris fin. Les réservations déjà acceptées demeurent. Pour voir de nouveau "
            "ce qui est partagé avec les organismes vérifiés, renouvelez-la."
        ),
    ),
}


def write_letters(
    name: str,
    readers: Iterable[Person],
    *,
    organisation: Organisation,
    key: str,
    day: Callable[[], str] = str,
    details: Callable[[], list[str]] = list,
) -> None:
    """Write one letter to each reader, told once by ``key``.

    ``day`` and ``details``, the paragraphs of the decision, are asked for in each reader's language.
    """
    letter = LETTERS[name]
    for person in readers:
        with translation.override(person.language):
            words = {"name": organisation.name, "day": day()}
            arguments = [] if letter.page == "verification:queue" else [organisation.pk]
            context = {
                "person": person,
                "public_url": settings.PUBLIC_URL,
                "text": letter.text % words,
                "details": details(),
                "page": reverse(letter.page, args=arguments),
            }
            subject = letter.subject % words
            text = render_to_string("verification/email/letter_message.txt", context).strip()
        write_mail(
            key=f"{key}:{person.pk}",
            to=person.email,
            language=person.language,
            subject=" ".join(subject.split())[:200],
            text=text + "\n",
            person_id=person.pk,
        )
