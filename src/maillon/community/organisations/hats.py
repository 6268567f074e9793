"""The hat: who acts, for whom, with which roles."""

from dataclasses import dataclass, field

from maillon.community.organisations.kinds import Circle, Role, circles_of


@dataclass(frozen=True, slots=True)
class Hat:
    """A person acting for an organisation (« chapeau »); plain values, safe to keep and to pass on.

    ``person_id`` without ``membership_id`` is someone signed in who belongs to no organisation yet.
    """

    person_id: int | None = None
    membership_id: int | None = None
    organisation_id: int | None = None
    organisation_kind: str | None = None
    organisation_name: str = ""
    verified: bool = False
    roles: frozenset[str] = field(default_factory=frozenset)
    mrc_code: str | None = None
    region_code: str | None = None

    @property
    def signed_in(self) -> bool:
        return self.person_id is not None

    @property
    def wearer_id(self) -> int:
        """Return the person's number, where someone is known to be signed in; LookupError for nobody."""
        if self.person_id is None:
            raise LookupError("nobody wears this hat")
        return self.person_id

    @property
    def body_id(self) -> int:
        """Return the organisation's number, where the hat is known to have one; LookupError otherwise."""
        if self.organisation_id is None:
            raise LookupError("this hat belongs to no organisation")
        return self.organisation_id

    @property
    def role_words(self) -> str:
        """Return what the hat lets its wearer do, in words; empty for a member without a role."""
        return ", ".join(str(role.label) for role in Role if role in self.roles)

    @property
    def circles(self) -> frozenset[str]:
        """Return the circles this hat belongs to wherever it goes, see :class:`~.kinds.Circle`."""
        return self.circles_towards(partner=False)

    def circles_towards(self, *, partner: bool) -> frozenset[str]:
        """Return the circles this hat belongs to, towards an asset that an agreement in force covers for it or not."""
        return circles_of(self.organisation_kind, verified=self.verified, partner=partner)

    @property
    def sees_everything(self) -> bool:
        """Return whether the hat oversees the whole network (steward, auditor): to read, not to change."""
        return self.has(Role.STEWARD, Role.AUDITOR)

    def has(self, *roles: str) -> bool:
        """Return whether the hat carries at least one of these roles."""
        return any(role in self.roles for role in roles)

    def acts_for(self, organisation_id: int | None, *roles: str) -> bool:
        """Return whether the hat belongs to that organisation, with one of the roles when some are named."""
        mine = organisation_id is not None and organisation_id == self.organisation_id
        return mine and (not roles or self.has(*roles))

    def within(self, circle: str, owner_id: int | None, *, partner: bool = False) -> bool:
        """Return whether the hat is inside ``circle`` as drawn by the organisation ``owner_id``.

        ``partner`` says that an agreement in force with that organisation covers the asset for this hat.
        """
        mine = self.acts_for(owner_id)
        return mine or (circle != Circle.OWNER and circle in self.circles_towards(partner=partner))


NOBODY = Hat()
