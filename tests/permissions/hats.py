"""The hats that walk, and names for groups of them."""

NOBODY = "nobody"
ALONE = "alone"  # signed in, in no organisation
KEEPER, APPROVER, REQUESTER, FINANCE, ADMIN = "keeper", "approver", "requester", "finance", "admin"
NEIGHBOUR = "neighbour"  # every ordinary role, in another verified public body
CHARITY = "charity"  # a verified social organisation, requester and administrator
NEWCOMER = "newcomer"  # the same, not verified yet
COMPANY = "company"
COORDINATOR, STEWARD, AUDITOR = "coordinator", "steward", "auditor"

HATS = (
    NOBODY,
    ALONE,
    KEEPER,
    APPROVER,
    REQUESTER,
    FINANCE,
    ADMIN,
    NEIGHBOUR,
    CHARITY,
    NEWCOMER,
    COMPANY,
    COORDINATOR,
    STEWARD,
    AUDITOR,
)
Group = frozenset[str]


def only(*hats: str) -> Group:
    """Return the group of these hats."""
    return frozenset(hats)


NO_ONE: Group = only()
ANYONE: Group = only(*HATS)
SIGNED_IN: Group = ANYONE - {NOBODY}
MEMBERS: Group = SIGNED_IN - {ALONE}
OWNERS: Group = only(KEEPER, APPROVER, REQUESTER, FINANCE, ADMIN)  # the body that owns what is hidden
KEEPERS: Group = only(KEEPER, ADMIN)
DECIDERS: Group = only(KEEPER, APPROVER)
OVERSEERS: Group = only(STEWARD, AUDITOR)
EVERYBODYS_KEEPERS: Group = only(KEEPER, ADMIN, NEIGHBOUR, CHARITY, NEWCOMER, COMPANY)  # each of their own
