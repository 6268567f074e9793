"""Reading the register of outgoing e-mails."""

from django.db.models import QuerySet

from maillon.base.mail.models import OutgoingMail


def mails_of(*, person_id: int) -> QuerySet[OutgoingMail]:
    """Return the e-mails written to one person, newest first."""
    return OutgoingMail.objects.filter(person_id=person_id)


def failed_mails() -> QuerySet[OutgoingMail]:
    """Return the e-mails that could not be sent, newest first, without their text: it is the reader's alone."""
    failed = OutgoingMail.objects.filter(state=OutgoingMail.State.FAILED)
    return failed.select_related("person").defer("text")


def every_mail() -> QuerySet[OutgoingMail]:
    """Return every e-mail, newest first: for the demonstration only, where none leaves."""
    return OutgoingMail.objects.all()
