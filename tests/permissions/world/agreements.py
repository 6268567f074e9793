"""Agreements and saved views."""

from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.models import Organisation
from maillon.community.saved_views.services import save_view
from maillon.sharing.inventory.models import AudienceRule
from maillon.testing.builders.agreements import make_agreement
from maillon.testing.builders.sharing import make_asset

from .. import hats
from ..hats import only
from .network import World


def make_agreements(world: World, town: Organisation) -> None:
    """Write what the town agreed with the company, proposed to the newcomer, and still prepares."""
    company, newcomer, charity = (world.members[hat] for hat in (hats.COMPANY, hats.NEWCOMER, hats.CHARITY))
    assert company is not None
    assert newcomer is not None
    assert charity is not None
    ours = hats.OWNERS | hats.OVERSEERS
    agreed = ours | only(hats.COMPANY)
    between_partners = make_asset(
        town, name=world.hide("Kanari-par-entente", from_all_but=agreed), audience=Circle.PARTNERS
    )
    agreement = make_agreement(
        town,
        company.organisation,
        title=world.hide("Kanari-convenu", from_all_but=agreed),
        scopes=[{"asset": between_partners}],
    )
    proposed = make_agreement(
        town,
        newcomer.organisation,
        state="proposed",
        title=world.hide("Kanari-proposé", from_all_but=ours | only(hats.NEWCOMER)),
    )
    draft = make_agreement(
        town,
        charity.organisation,
        state="draft",
        title=world.hide("Kanari-préparé", from_all_but=ours),
        purpose=world.hide("Kanari-clause", from_all_but=ours),
    )
    rule = AudienceRule.objects.create(organisation=town, site=between_partners.site, audience="partners")
    world.things |= {
        "audience_rule": rule.pk,
        "between_partners": between_partners.pk,
        "agreement": agreement.pk,
        "agreement_proposed": proposed.pk,
        "agreement_draft": draft.pk,
    }


def make_views(world: World, town: Organisation) -> None:
    """Write a view that the keeper keeps to themselves, and one shared with the town's keepers."""
    keeper = world.members[hats.KEEPER]
    assert keeper is not None
    mine = world.hide("Kanari-ma-vue", from_all_but=only(hats.KEEPER))
    ours = world.hide("Kanari-notre-vue", from_all_but=hats.KEEPERS)
    own = save_view(hat=keeper.hat(), code="biens", name=mine, asked="categorie=gym")
    shared = save_view(hat=keeper.hat(), code="biens", name=ours, asked="manque=photo", shared=True)
    world.things |= {"own_view": own.pk, "shared_view": shared.pk}
