"""Creating and verifying organisations; inviting, changing, ending, joining."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from maillon.base.mail.models import OutgoingMail
from maillon.base.refusals import Invalid, NotAllowed, Refusal
from maillon.community.organisations.errors import (
    AlreadyAsked,
    AlreadyDecided,
    AlreadyMember,
    NumberTaken,
    RolesRefused,
)
from maillon.community.organisations.hats import NOBODY, Hat
from maillon.community.organisations.kinds import LegalRegime, OrganisationKind, Role
from maillon.community.organisations.models import JoinRequest, Membership
from maillon.community.organisations.queries import Directory, hat_of, search_organisations
from maillon.community.organisations.services import (
    MemberTerms,
    Profile,
    accept_request,
    ask_to_join,
    create_organisation,
    decline_request,
    describe_organisation,
    end_membership,
    invite_member,
    set_roles,
)
from maillon.community.people.models import Person
from maillon.testing.builders.community import make_hat, make_membership, make_organisation, make_person

NOW = dt.datetime(2026, 11, 21, 15, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 21)
ADMIN = (Role.ORGANISATION_ADMIN, Role.REQUESTER)


@pytest.fixture
def steward(db):
    return make_hat(Role.STEWARD, organisation=make_organisation(OrganisationKind.NETWORK, name="Réseau"))


@pytest.fixture
def admin(db):
    return make_hat(
        *ADMIN, organisation=make_organisation(OrganisationKind.COMMUNITY, name="Maison de quartier")
    )


def reasons(info) -> set[str]:
    return {reason.code for reason in info.value.reasons}


def terms(*roles, **more):
    return MemberTerms(roles=roles or (Role.REQUESTER,), **more)


def test_whoever_creates_an_organisation_administers_it_and_it_waits_to_be_verified(db):
    person = make_person()
    profile = Profile(name="Ville de Saint-Loin", kind=OrganisationKind.MUNICIPALITY, mrc_id="540")
    made = create_organisation(profile=profile, by=Hat(person_id=person.pk), now=NOW)
    assert made.verified_at is None
    assert made.legal_regime == LegalRegime.CITIES
    hat = hat_of(person_id=person.pk, membership_id=None, on=TODAY)
    assert hat.acts_for(made.pk, Role.ORGANISATION_ADMIN)
    assert "public_bodies" not in hat.circles


def test_a_stewards_organisation_is_verified_at_once_and_not_theirs(steward):
    made = create_organisation(
        profile=Profile(name="Cégep", kind=OrganisationKind.CEGEP), by=steward, now=NOW
    )
    assert made.verified_at == NOW
    assert not made.memberships.exists()


def test_a_steward_may_begin_by_acting_for_the_body_they_write_in(steward):
    profile = Profile(name="Ville", kind=OrganisationKind.MUNICIPALITY)
    body = create_organisation(profile=profile, by=steward, now=NOW, joining=True)
    hat = hat_of(person_id=steward.person_id, membership_id=body.memberships.get().pk, on=TODAY)
    assert hat.acts_for(body.pk, Role.ASSET_MANAGER)


def test_nobody_creates_nothing_and_no_one_creates_a_second_network(db, steward):
    with pytest.raises(NotAllowed):
        create_organisation(profile=Profile(name="X", kind=OrganisationKind.CEGEP), by=NOBODY, now=NOW)
    with pytest.raises(Invalid):
        create_organisation(profile=Profile(name="X", kind=OrganisationKind.NETWORK), by=steward, now=NOW)


def test_two_organisations_do_not_share_an_enterprise_number(steward):
    profile = Profile(name="A", kind=OrganisationKind.COMPANY, neq="1144556677")
    create_organisation(profile=profile, by=steward, now=NOW)
    with pytest.raises(NumberTaken):
        create_organisation(profile=profile, by=steward, now=NOW)


def test_a_verified_organisation_keeps_its_kind_unless_a_steward_changes_it(admin, steward):
    profile = Profile(name="Maison de quartier", kind=OrganisationKind.MUNICIPALITY)
    with pytest.raises(NotAllowed):
        describe_organisation(organisation_id=admin.organisation_id, profile=profile, by=admin)
    changed = describe_organisation(organisation_id=admin.organisation_id, profile=profile, by=steward)
    assert changed.kind == OrganisationKind.MUNICIPALITY
    network = Profile(name="Réseau bis", kind=OrganisationKind.NETWORK)
    with pytest.raises(Invalid):
        describe_organisation(organisation_id=admin.organisation_id, profile=network, by=steward)


def test_an_invitation_opens_an_account_without_proof_and_writes_to_the_person(admin):
    membership = invite_member(
        organisation_id=admin.organisation_id,
        email="Nouveau@Quartier.example",
        name="Luc",
        terms=terms(title="Concierge"),
        by=admin,
        now=NOW,
    )
    person = Person.objects.get(email="nouveau@quartier.example")
    assert membership.person == person
    assert not person.has_usable_password()
    assert not person.emailaddress_set.get().verified
    assert "Maison de quartier" in OutgoingMail.objects.get(person=person).subject


def test_someone_already_there_is_not_invited_twice_but_may_come_back(admin):
    person = make_person(email="luc@quartier.example")
    invite = {
        "organisation_id": admin.organisation_id,
        "email": person.email,
        "name": "",
        "terms": terms(),
        "by": admin,
    }
    membership = invite_member(**invite, now=NOW)
    with pytest.raises(AlreadyMember):
        invite_member(**invite, now=NOW)
    end_membership(membership_id=membership.pk, by=admin, now=NOW)
    later = NOW + dt.timedelta(days=30)
    assert invite_member(**invite, now=later).pk == membership.pk
    assert hat_of(person_id=person.pk, membership_id=None, on=timezone.localdate(later)).membership_id


def test_an_outsider_manages_nobody(admin):
    stranger = make_hat(*ADMIN)
    for refused in (
        lambda: invite_member(
            organisation_id=admin.organisation_id,
            email="x@y.example",
            name="",
            terms=terms(),
            by=stranger,
            now=NOW,
        ),
        lambda: set_roles(membership_id=admin.membership_id, terms=terms(), by=stranger, now=NOW),
        lambda: end_membership(membership_id=admin.membership_id, by=stranger, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert not Person.objects.filter(email="x@y.example").exists()


def test_an_administrator_cannot_make_a_steward_of_anyone(admin):
    with pytest.raises(RolesRefused) as info:
        set_roles(membership_id=admin.membership_id, terms=terms(*ADMIN, Role.STEWARD), by=admin, now=NOW)
    assert reasons(info) == {"role_of_network", "role_out_of_place"}


def test_even_a_steward_puts_no_steward_outside_of_the_network(admin, steward):
    with pytest.raises(RolesRefused) as info:
        set_roles(membership_id=admin.membership_id, terms=terms(*ADMIN, Role.AUDITOR), by=steward, now=NOW)
    assert reasons(info) == {"role_out_of_place"}
    coordinator = terms(*ADMIN, Role.TERRITORY_COORDINATOR)
    assert set_roles(membership_id=admin.membership_id, terms=coordinator, by=steward, now=NOW)


def test_every_reason_is_told_at_once(admin):
    wanted = MemberTerms(roles=(), starts_on=TODAY, ends_on=TODAY - dt.timedelta(days=1))
    with pytest.raises(RolesRefused) as info:
        set_roles(membership_id=admin.membership_id, terms=wanted, by=admin, now=NOW)
    assert reasons(info) == {"no_role", "end_before_start", "last_administrator"}


def test_the_last_administrator_cannot_leave_be_ended_or_be_given_a_last_day(admin, steward):
    for refused in (
        lambda: end_membership(membership_id=admin.membership_id, by=admin, now=NOW),
        lambda: end_membership(membership_id=admin.membership_id, by=steward, now=NOW),
        lambda: set_roles(membership_id=admin.membership_id, terms=terms(), by=steward, now=NOW),
        lambda: set_roles(
            membership_id=admin.membership_id, terms=terms(*ADMIN, ends_on=TODAY), by=admin, now=NOW
        ),
    ):
        with pytest.raises(RolesRefused) as info:
            refused()
        assert reasons(info) == {"last_administrator"}


def test_a_closed_account_or_an_ended_place_does_not_count_as_another_administrator(admin):
    organisation = Membership.objects.get(pk=admin.membership_id).organisation
    make_membership(*ADMIN, organisation=organisation, person=make_person(is_active=False))
    make_membership(*ADMIN, organisation=organisation, ends_on=TODAY - dt.timedelta(days=1))
    with pytest.raises(RolesRefused):
        end_membership(membership_id=admin.membership_id, by=admin, now=NOW)
    make_membership(*ADMIN, organisation=organisation)
    assert end_membership(membership_id=admin.membership_id, by=admin, now=NOW)


def test_a_member_may_leave_by_themselves_at_once(admin):
    organisation = Membership.objects.get(pk=admin.membership_id).organisation
    membership = make_membership(organisation=organisation, starts_on=TODAY)
    end_membership(membership_id=membership.pk, by=membership.hat(), now=NOW)
    assert hat_of(person_id=membership.person_id, membership_id=membership.pk, on=TODAY).membership_id is None


def test_joining_is_asked_answered_once_and_told(admin):
    person = make_person()
    asker = Hat(person_id=person.pk)
    request = ask_to_join(
        organisation_id=admin.organisation_id, message="Je suis bénévole.", by=asker, now=NOW
    )
    with pytest.raises(AlreadyAsked):
        ask_to_join(organisation_id=admin.organisation_id, message="", by=asker, now=NOW)
    assert "Je suis bénévole." in OutgoingMail.objects.get(person_id=admin.person_id).text
    with pytest.raises(NotAllowed):
        accept_request(request_id=request.pk, by=make_hat(*ADMIN), now=NOW)
    membership = accept_request(request_id=request.pk, by=admin, now=NOW)
    assert membership.roles == [Role.REQUESTER]
    with pytest.raises(AlreadyDecided):
        decline_request(request_id=request.pk, by=admin, now=NOW)
    with pytest.raises(AlreadyMember):
        ask_to_join(organisation_id=admin.organisation_id, message="", by=asker, now=NOW)
    assert OutgoingMail.objects.filter(person=person).count() == 1


def test_a_refused_person_is_told_and_may_ask_again(admin):
    asker = Hat(person_id=make_person().pk)
    first = ask_to_join(organisation_id=admin.organisation_id, message="", by=asker, now=NOW)
    decline_request(request_id=first.pk, by=admin, now=NOW)
    assert ask_to_join(organisation_id=admin.organisation_id, message="", by=asker, now=NOW).pk != first.pk
    first.refresh_from_db()
    assert (first.state, first.decided_by_id) == (JoinRequest.State.DECLINED, admin.membership_id)


def test_the_list_is_searched_without_accents_in_alphabetical_order(db):
    for name in ("Zone libre", "École du Méandre", "Ecole de danse"):
        make_organisation(name=name)
    make_organisation(OrganisationKind.COMPANY, name="Éclair inc.", short_name="ECO")
    assert [o.name for o in search_organisations(Directory())] == [
        "Éclair inc.",
        "Ecole de danse",
        "École du Méandre",
        "Zone libre",
    ]
    assert [o.name for o in search_organisations(Directory(words="meandre ecole"))] == ["École du Méandre"]
    assert [o.name for o in search_organisations(Directory(words="eco", family="autres"))] == ["Éclair inc."]
    assert search_organisations(Directory(mrc_code="010")).count() == 0


def test_every_change_of_roles_is_in_the_audit_trail(admin, steward):
    before = Membership.objects.get(pk=admin.membership_id)
    set_roles(membership_id=before.pk, terms=terms(*ADMIN, Role.APPROVER), by=steward, now=NOW)
    trail = Membership.pgh_event_model.objects.filter(pgh_obj_id=before.pk).order_by("pgh_id")
    assert [event.roles for event in trail] == [list(ADMIN), [*ADMIN, Role.APPROVER]]


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_administrators_leaving_at_the_same_moment_leave_one_behind():
    organisation = make_organisation()
    hats = [make_hat(*ADMIN, organisation=organisation) for _ in range(2)]
    barrier, outcomes = threading.Barrier(2), []

    def leave(hat: Hat) -> None:
        barrier.wait()
        try:
            end_membership(membership_id=hat.membership_id, by=hat, now=timezone.now())
            outcomes.append("left")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=(hat,)) for hat in hats]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["left", "roles_refused"]
    assert Membership.objects.current(timezone.localdate()).filter(organisation=organisation).count() == 1
