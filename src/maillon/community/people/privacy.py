"""What Maillon holds on a person as such: the account, its keys, its sessions, its e-mails."""

import datetime as dt
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from maillon.base.mail.models import OutgoingMail
from maillon.base.privacy import Holding
from maillon.community.people.models import ERASED, Person


def _read(person_id: int) -> dict[str, Any]:
    person = Person.objects.get(pk=person_id)
    addresses = EmailAddress.objects.filter(user_id=person_id).order_by("pk")
    keys = Authenticator.objects.filter(user_id=person_id).order_by("pk")
    sessions = UserSession.objects.filter(user_id=person_id).order_by("created_at", "pk")
    services = SocialAccount.objects.filter(user_id=person_id).order_by("pk")
    mails = OutgoingMail.objects.filter(person_id=person_id)
    return {
        "courriel": person.email,
        "nom": person.name,
        "langue": person.language,
        "raccourcis": person.shortcuts,
        "inscription": person.joined_at.isoformat(),
        "derniere_connexion": person.last_login.isoformat() if person.last_login else None,
        "adresses": [{"courriel": one.email, "confirmee": one.verified} for one in addresses],
        "seconds_facteurs": [{"genre": one.type, "ajoute": one.created_at.isoformat()} for one in keys],
        "sessions": [
            {"depuis": one.created_at.isoformat(), "adresse_ip": one.ip, "navigateur": one.user_agent}
            for one in sessions
        ],
        "services_de_connexion": [{"service": one.provider, "donnees": one.extra_data} for one in services],
        "courriels_recus": [
            {"ecrit": mail.created_at.isoformat(), "objet": mail.subject, "texte": mail.text}
            for mail in mails
        ],
    }


def _erase(person_id: int, now: dt.datetime) -> None:  # noqa: ARG001  (every holding is given the moment)
    Session.objects.filter(
        session_key__in=UserSession.objects.filter(user_id=person_id).values("session_key")
    ).delete()
    for model in (UserSession, Authenticator, SocialAccount, EmailAddress):
        model._base_manager.filter(user_id=person_id).delete()
    OutgoingMail.objects.filter(person_id=person_id).delete()
    person = Person.objects.get(pk=person_id)
    person.email, person.name = f"efface-{person_id}{ERASED}", ""
    person.is_active, person.last_login = False, None
    person.set_unusable_password()
    person.save()


ACCOUNT = Holding(name="compte", read=_read, erase=_erase)
