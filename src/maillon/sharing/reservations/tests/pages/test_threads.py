"""The thread on the page of a request: a form on each side, a question that comes back, a document carried away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.sharing.reservations.links import AnswerLink, sign_answer
from maillon.sharing.reservations.models import Reservation, ThreadReading
from maillon.sharing.reservations.services.threads import write_message
from maillon.sharing.reservations.tests.pages.steps import ask, cost_of, page, signed_in
from maillon.testing.builders.community import make_membership

pytestmark = pytest.mark.django_db
State = Reservation.State


class TestTheThread:
    def test_a_question_goes_out_and_its_answer_comes_back(self, gym, asker, approver) -> None:
        reference = ask(gym, asker).reference
        owner, client = signed_in(approver), signed_in(asker)
        empty = owner.post(page("clarify", reference), {"text": ""})
        assert empty.status_code == 422
        assert 'id="precision_text_error"' in empty.content.decode()
        sent = owner.post(page("clarify", reference), {"text": "Avec quels ballons?"}, follow=True)
        assert "En attente de précision" in sent.content.decode()
        assert page("clarify", reference) not in sent.content.decode()
        html = client.get(page("show", reference)).content.decode()
        assert "Avec quels ballons?" in html
        assert "Une précision vous est demandée" in html
        assert "en attente de précision" in client.get(page("mine")).content.decode()
        wrong = client.post(page("thread_write", reference), {"text": "Les nôtres.", "attendees": "900"})
        assert wrong.status_code == 422
        assert 'id="message_attendees_error"' in wrong.content.decode()
        assert "Les nôtres." in wrong.content.decode()
        client.post(
            page("thread_write", reference),
            {"text": "Les nôtres.", "attendees": "30", "purpose": "Volleyball"},
        )
        made = Reservation.objects.get(reference=reference)
        assert (made.state, made.attendees) == (State.PENDING, 30)
        assert "Les nôtres." in owner.get(page("show", reference)).content.decode()

    def test_the_calendar_still_holds_it_as_tentative(self, gym, asker, approver) -> None:
        reference = ask(gym, asker).reference
        signed_in(approver).post(page("clarify", reference), {"text": "Combien?"})
        assert b"STATUS:TENTATIVE" in signed_in(asker).get(page("ics", reference)).content

    def test_a_link_of_an_email_asks_too(self, gym, asker, approver) -> None:
        made = ask(gym, asker)
        token = sign_answer(AnswerLink(made.pk, approver.pk))
        assert Client().get(page("answer_clarify", token)).status_code == 200
        made.refresh_from_db()
        assert made.state == State.PENDING
        Client().post(page("answer_clarify", token), {"text": "Combien serez-vous?"})
        made.refresh_from_db()
        assert made.state == State.CLARIFYING
        assert "Combien serez-vous?" in Client().get(page("answer", token)).content.decode()

    def test_a_document_is_carried_away_by_those_who_see_the_request(self, gym, asker, approver) -> None:
        reference = ask(gym, asker).reference
        client = signed_in(asker)
        plan = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 %%EOF")
        client.post(page("thread_write", reference), {"text": "Voici.", "file": plan})
        said = Reservation.objects.get(reference=reference).thread.get()
        address = page("thread_document", reference, said.pk)
        answer = signed_in(approver).get(address)
        assert b"".join(answer.streaming_content) == b"%PDF-1.7 %%EOF"
        assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert signed_in(make_membership(Role.APPROVER)).get(address).status_code == 404
        other = ask(gym, asker, 9, 10).reference
        assert client.get(page("thread_document", other, said.pk)).status_code == 404

    def test_an_unusable_document_is_said_at_its_field_and_the_words_stay(self, gym, asker) -> None:
        reference = ask(gym, asker).reference
        sent = SimpleUploadedFile("plan.pdf", b"MZ\x90\x00")
        answer = signed_in(asker).post(
            page("thread_write", reference), {"text": "Voici le plan.", "file": sent}
        )
        html = answer.content.decode()
        assert answer.status_code == 422
        assert 'id="message_file_error"' in html
        assert "Voici le plan." in html

    def test_what_is_new_says_so_until_it_is_read(self, gym, asker, approver) -> None:
        made = ask(gym, asker)
        write_message(reference=made.reference, hat=asker.hat(), text="Bonjour.", now=timezone.now())
        owner = signed_in(approver)
        assert "nouveau" in owner.get(page("show", made.reference)).content.decode()
        assert not ThreadReading.objects.filter(person=approver.person).exists()
        owner.post(page("thread_read", made.reference))
        html = owner.get(page("show", made.reference)).content.decode()
        assert "nouveau" not in html
        assert page("thread_read", made.reference) not in html

    def test_a_longer_thread_costs_no_more(self, gym, asker, approver) -> None:
        made = ask(gym, asker)
        client, address = signed_in(approver), page("show", made.reference)
        costs = []
        for _round in range(3):
            write_message(reference=made.reference, hat=asker.hat(), text="Bonjour.", now=timezone.now())
            costs.append(cost_of(client, address))
        assert costs[0] == costs[2]
