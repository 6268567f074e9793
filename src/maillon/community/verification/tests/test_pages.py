"""The pages of a verification, as those who ask and those who decide use them, without JavaScript."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Organisation
from maillon.community.verification import services
from maillon.community.verification.criteria import needs_of
from maillon.community.verification.models import Decision, Evidence, Request
from maillon.testing.builders.community import make_hat, make_membership, make_organisation
from maillon.testing.builders.verification import make_verification_request

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
CRITERIA = needs_of(OrganisationKind.CHARITY).criteria


@pytest.fixture
def charity():
    return make_organisation(
        OrganisationKind.CHARITY,
        name="Banque du Méandre",
        verified=False,
        neq="1144556677",
        mission="Nourrir.",
    )


@pytest.fixture
def admin(client, charity):
    membership = make_membership(Role.ORGANISATION_ADMIN, organisation=charity)
    client.force_login(membership.person)
    return membership


@pytest.fixture
def coordinator():
    return make_membership(
        Role.TERRITORY_COORDINATOR, organisation=make_organisation(OrganisationKind.MRC, name="MRC")
    )


def at(name, pk):
    return reverse(f"verification:{name}", args=[pk])


def text_of(response):
    return response.content.decode()


def test_an_organisation_asks_from_the_first_step_to_the_last(client, charity, admin):
    pk = charity.pk
    assert "Demander la vérification" in text_of(client.get(at("status", pk)))
    assert client.post(at("begin", pk)).url == at("kind", pk)
    assert client.post(at("kind", pk), {"kind": "organisme_bienfaisance"}).url == at("criteria", pk)
    answers = {f"criterion_{code}": f"Article de {code}" for code in CRITERIA}
    assert client.post(at("criteria", pk), answers).url == at("pieces", pk)
    file = SimpleUploadedFile("lettres.pdf", PDF, "application/pdf")
    sent = {"what": "charter", "label": "Page 2", "url": "", "file": file}
    assert client.post(at("pieces", pk), sent).url == at("pieces", pk)
    assert "Banque" not in Evidence.objects.get().file.name  # nothing of the sender's own name for the file
    assert client.post(at("send", pk), {"message": "", "sincere": "on"}).url == at("status", pk)
    page = text_of(client.get(at("status", pk)))
    assert "en examen" in page
    assert "demande envoyée" in page
    assert client.get(at("criteria", pk)).status_code == 404


def test_what_was_typed_is_kept_even_when_something_lacks(client, charity, admin):
    client.post(at("begin", charity.pk))
    page = client.post(at("criteria", charity.pk), {"criterion_need": "Article 2"})
    assert page.status_code == 422
    assert Request.objects.get().answers["need"] == "Article 2"
    assert "Répondez en un mot ou deux" in text_of(page)
    assert client.post(at("criteria", charity.pk), {"plus_tard": "1"}).url == at("status", charity.pk)
    page = text_of(client.get(at("status", charity.pk)))
    assert at("criteria", charity.pk) + "#id_criterion_surplus" in page
    page = client.post(at("send", charity.pk), {"sincere": "on"})
    assert page.status_code == 422
    assert "lettres patentes" in text_of(page)
    assert Request.objects.get().state == "draft"


def test_a_citizens_group_is_asked_for_its_sponsor_at_the_field(client, charity, admin):
    town = make_organisation(name="Ville marraine")
    make_organisation(OrganisationKind.COMPANY, name="Compagnie marraine")
    client.post(at("begin", charity.pk))
    page = client.post(at("kind", charity.pk), {"kind": "groupe_citoyen_parraine"})
    assert page.status_code == 422
    assert "Ville marraine" in text_of(page)
    assert "Compagnie marraine" not in text_of(page)
    client.post(at("kind", charity.pk), {"kind": "groupe_citoyen_parraine", "sponsor": town.pk})
    assert Request.objects.get().sponsor == town
    page = client.post(at("kind", charity.pk), {"kind": "organisme_bienfaisance", "legal_regime": "lcv"})
    assert page.status_code == 422
    assert "organismes publics" in text_of(page)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"url": ""}, "Donnez un lien ou un fichier"),
        ({"url": "https://a.example", "file": SimpleUploadedFile("a.pdf", PDF)}, "pas les deux"),
        ({"file": SimpleUploadedFile("a.pdf", b"<html>")}, "ni un PDF"),
        ({"url": "javascript:alert(1)"}, "URL"),
    ],
)
def test_a_piece_that_cannot_be_kept_says_why_at_its_field(client, charity, admin, sent, said):
    client.post(at("begin", charity.pk))
    page = client.post(at("pieces", charity.pk), {"what": "charter", **sent})
    assert page.status_code == 422
    assert said in text_of(page)
    assert not Evidence.objects.exists()


def test_a_file_is_a_download_for_the_administration_and_those_who_verify_only(
    client, charity, admin, coordinator
):
    client.post(at("begin", charity.pk))
    client.post(at("pieces", charity.pk), {"what": "charter", "file": SimpleUploadedFile("a.pdf", PDF)})
    address = at("piece", Evidence.objects.get().pk)
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer) == PDF
    member = make_membership(Role.REQUESTER, organisation=charity)
    for who, status in (
        (coordinator, 200),
        (member, 403),
        (make_membership(Role.AUDITOR), 403),
        (make_membership(Role.ORGANISATION_ADMIN), 403),
    ):
        client.force_login(who.person)
        assert client.get(address).status_code == status, who.roles


def test_the_coordination_reads_asks_for_more_then_grants(client, charity, admin, coordinator):
    asked = make_verification_request(charity, state="sent", with_pieces=True)
    client.force_login(coordinator.person)
    assert "Banque du Méandre" in text_of(client.get(reverse("verification:queue")))
    page = text_of(client.get(at("decide", asked.pk)))
    assert "E-1.1.1" in page
    assert "Voir l’article de surplus." in page
    verdicts = {f"verdict_{code}": "yes" for code in CRITERIA}
    page = client.post(at("decide", asked.pk), {**verdicts, "verdict_need": "", "outcome": "granted"})
    assert page.status_code == 422
    assert Decision.objects.count() == 0
    more = {**verdicts, "verdict_need": "more", "remark_need": "Quel article?", "outcome": "more"}
    assert client.post(at("decide", asked.pk), more).url == reverse("verification:queue")
    client.force_login(admin.person)
    assert "Quel article?" in text_of(client.get(at("status", charity.pk)))
    assert "Quel article?" in text_of(client.get(at("criteria", charity.pk)))
    client.post(at("send", charity.pk), {"sincere": "on"})
    client.force_login(coordinator.person)
    until = timezone.localdate() + dt.timedelta(days=700)
    client.post(at("decide", asked.pk), {**verdicts, "until": until.isoformat(), "outcome": "granted"})
    charity.refresh_from_db()
    assert charity.verified_until == until


def test_a_refusal_is_read_by_the_organisation_which_may_appeal(client, charity, admin, coordinator):
    asked = make_verification_request(charity, state="sent", with_pieces=True)
    client.force_login(coordinator.person)
    no = {"outcome": "refused", "motive": "evidence", "reason": "Les pages 3 à 5 manquent."}
    client.post(at("decide", asked.pk), no)
    client.force_login(admin.person)
    page = text_of(client.get(at("status", charity.pk)))
    assert "Les pages 3 à 5 manquent." in page
    assert "Faire appel du refus" in page
    client.post(at("begin", charity.pk), {"appel": "1"})
    assert Request.objects.latest("pk").nature == "appeal"


def test_the_public_page_says_until_when_and_shows_no_paper(client, charity, coordinator):
    asked = make_verification_request(charity, state="sent", with_pieces=True)
    until = timezone.localdate() + dt.timedelta(days=300)
    Organisation.objects.filter(pk=charity.pk).update(verified_at=timezone.now(), verified_until=until)
    page = text_of(client.get(reverse("organisations:show", args=[charity.pk])))
    assert "vérifiée jusqu’au" in page
    assert "pieces.example" not in page
    assert "Voir l’article" not in page
    assert client.get(at("status", charity.pk)).status_code == 302
    assert client.get(at("decide", asked.pk)).status_code == 302


def test_a_verification_is_withdrawn_with_its_why(client, charity, coordinator):
    Organisation.objects.filter(pk=charity.pk).update(verified_at=timezone.now())
    client.force_login(coordinator.person)
    assert client.post(at("withdraw", charity.pk), {"motive": "ceased"}).status_code == 422
    client.post(at("withdraw", charity.pk), {"motive": "ceased", "reason": "Dissoute en mai."})
    charity.refresh_from_db()
    assert charity.verified_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_as_many_queries_for_three_requests_as_for_one(client, coordinator, count):
    for number in range(count):
        make_verification_request(
            make_organisation(OrganisationKind.CHARITY, name=f"Organisme {number}", verified=False),
            state="sent",
        )
    client.force_login(coordinator.person)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("verification:queue"))
    assert len(queries) == 11


def test_the_dashboard_says_what_waits_for_each(client, charity, admin, coordinator):
    dashboard = reverse("shell:dashboard")
    assert "n’est pas vérifiée" in text_of(client.get(dashboard))
    make_verification_request(charity, state="sent", with_pieces=True)
    assert "n’est pas vérifiée" not in text_of(client.get(dashboard))
    client.force_login(coordinator.person)
    assert "1 organisation à vérifier" in text_of(client.get(dashboard))
    Request.objects.update(state="more")
    client.force_login(admin.person)
    assert "Des précisions sont demandées" in text_of(client.get(dashboard))
    Request.objects.all().delete()
    until = timezone.localdate() + dt.timedelta(days=20)
    Organisation.objects.filter(pk=charity.pk).update(verified_at=timezone.now(), verified_until=until)
    assert "Votre vérification finit le" in text_of(client.get(dashboard))


def test_programs_read_how_it_stands_and_the_queue(client, charity, admin, coordinator):
    make_verification_request(charity, answers={"need": "Article 2"})
    told = client.get(f"/api/v1/organisations/{charity.pk}/verification").json()
    assert (told["standing"], told["in_force"], told["request"]) == ("none", False, "draft")
    assert {one["code"] for one in told["missing"]} == {"proof_missing", "piece_missing_charter"}
    Request.objects.update(state="sent", sent_at=timezone.now())
    client.force_login(coordinator.person)
    items = client.get("/api/v1/verifications").json()["items"]
    assert [one["organisation"]["name"] for one in items] == ["Banque du Méandre"]
    assert "answers" not in items[0]


def test_a_private_company_reads_its_own_rule(client):
    company = make_organisation(OrganisationKind.COMPANY, verified=False)
    hat = make_hat(Role.ORGANISATION_ADMIN, organisation=company)
    client.force_login(company.memberships.get().person)
    assert "n’ouvre pas ce qui est réservé" in text_of(client.get(at("status", company.pk)))
    services.open_request(organisation_id=company.pk, by=hat, now=timezone.now())
    assert "I-15" in text_of(client.get(at("criteria", company.pk)))
