"""Several answers in one gesture, each with its own outcome."""

import pytest
from django.utils import timezone

from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.bundles import BundleWish, request_bundle
from maillon.sharing.reservations.tests.pages.steps import ask, page, signed_in
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db
State = Reservation.State


def states(*made: Reservation) -> list[str]:
    return [Reservation.objects.get(pk=one.pk).state for one in made]


class TestAnsweringSeveral:
    def test_each_is_answered_and_what_fails_does_not_undo_the_rest(self, gym, asker, approver) -> None:
        made = [ask(gym, asker, hour, hour + 1) for hour in (9, 11, 13)]
        client = signed_in(approver)
        assert made[0].reference in client.get(page("to_decide")).content.decode()
        client.post(page("approve", made[1].reference))
        sent = {"demande": [one.reference for one in made], "geste": "accepter"}
        html = client.post(page("decide_many"), sent).content.decode()
        assert states(*made) == [State.APPROVED] * 3
        assert "2 demandes acceptées" in html
        assert "1 demande reste comme elle était" in html
        assert "déjà été acceptée" in html

    def test_a_refusal_has_one_motive_for_all_and_the_choices_stay(self, gym, asker, approver) -> None:
        made = [ask(gym, asker, hour, hour + 1) for hour in (9, 11)]
        client, sent = signed_in(approver), {"geste": "refuser", "demande": [made[1].reference]}
        wrong = client.post(page("decide_many"), sent)
        assert wrong.status_code == 422
        html = wrong.content.decode()
        assert 'id="plusieurs_motive_error"' in html
        assert f'value="{made[1].reference}" checked' in html
        assert f'value="{made[0].reference}" checked' not in html
        client.post(page("decide_many"), sent | {"motive": "staff", "reason": "Personne ce soir-là."})
        assert states(*made) == [State.PENDING, State.REFUSED]
        assert Reservation.objects.get(pk=made[1].pk).reason == "Personne ce soir-là."

    def test_nothing_chosen_says_so(self, gym, asker, approver) -> None:
        ask(gym, asker)
        answer = signed_in(approver).post(page("decide_many"), {"geste": "accepter"})
        assert answer.status_code == 422
        assert "Choisissez de 1 à 100 demandes" in answer.content.decode()

    def test_what_is_asked_of_others_is_not_answered(self, gym, asker, approver) -> None:
        elsewhere = ask(make_shared_place(), asker)
        answer = signed_in(approver).post(page("decide_many"), {"demande": [elsewhere.reference]})
        assert "n’existe pas" in answer.content.decode()
        assert elsewhere.asset.name not in answer.content.decode()
        assert states(elsewhere) == [State.PENDING]
        assert signed_in(asker).post(page("decide_many"), {"demande": []}).status_code == 403

    def test_opening_the_address_decides_nothing(self, gym, asker, approver) -> None:
        made = ask(gym, asker)
        assert signed_in(approver).get(page("decide_many"), {"demande": made.reference}).status_code == 302
        assert states(made) == [State.PENDING]

    def test_what_was_asked_together_is_one_line_and_answered_whole(self, gym, asker, approver) -> None:
        other = make_shared_place(gym.organisation, name="Palestre")
        wishes = [BundleWish(Wish(one.pk, at(9), at(10), "Tournoi")) for one in (gym, other)]
        bundle = request_bundle(hat=asker.hat(), name="Tournoi", wishes=wishes, now=timezone.now())
        client = signed_in(approver)
        assert f'value="{bundle.reference}"' in client.get(page("to_decide")).content.decode()
        html = client.post(page("decide_many"), {"demande": [bundle.reference]}).content.decode()
        assert states(*(one.reservation for one in bundle.items.all())) == [State.APPROVED] * 2
        assert "1 demande acceptée" in html
