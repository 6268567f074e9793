"""What the pages of agreements show: where each stands, in words, and the next step."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import day, language, number
from maillon.community.agreements.coverage import Covered, coverage_of, coverage_pages
from maillon.community.agreements.models import Agreement, Party
from maillon.community.agreements.permissions import may_sign
from maillon.community.agreements.rules import Standing, Term, standing
from maillon.community.organisations.hats import Hat
from maillon.kernel.words import format_date

Answer = Party.State
TONES = {
    Standing.PROPOSED: "warning",
    Standing.UPCOMING: "info",
    Standing.IN_FORCE: "success",
    Standing.ENDING: "warning",
}


def standing_word(found: Standing) -> str:
    """Return where an agreement stands, in a word or two."""
    return {
        Standing.DRAFT: _("en préparation"),
        Standing.PROPOSED: _("proposée"),
        Standing.UPCOMING: _("acceptée, à venir"),
        Standing.IN_FORCE: _("en vigueur"),
        Standing.ENDING: _("finit bientôt"),
        Standing.DECLINED: _("déclinée"),
        Standing.ENDED: _("terminée"),
        Standing.ABANDONED: _("abandonnée"),
    }[found]


def term_words(term: Term) -> str:
    """Return « du … au … », the last day included, or « à partir du …, sans fin »."""
    if term.starts_on is None:
        return _("à choisir")
    if term.ends_on is None:
        return _("à partir du %(day)s, sans fin") % {"day": _date(term.starts_on)}
    if term.ends_on <= term.starts_on:
        return _("jamais commencée")
    last = term.last_day or term.ends_on
    return _("du %(first)s au %(last)s, compris") % {"first": _date(term.starts_on), "last": _date(last)}


def _date(value: dt.date) -> str:
    """Return « 1er décembre 2026 »: over months, the day of the week tells nothing."""
    return format_date(value, language(), weekday=False)


def answer_words(party: Party) -> str:
    """Return how a partner answered, in a few words."""
    if party.leaves_on is not None:
        last = Term(None, party.leaves_on).last_day
        return _("partie; dernier jour le %(day)s") % {"day": day(last)}
    if party.state == Answer.ACCEPTED:
        return _("acceptée le %(day)s") % {"day": day(party.answered_at)}
    if party.state == Answer.DECLINED:
        return _("déclinée le %(day)s") % {"day": day(party.answered_at)}
    return _("réponse attendue")


def steps_of(agreement: Agreement | None, current: str) -> list[tuple[str, str, str]]:
    """Return the steps as c-steps draws them; of a draft that exists, each with its address."""
    words = [
        ("text", _("De quoi il s’agit")),
        ("partners", _("Avec qui")),
        ("term", _("Combien de temps")),
        ("coverage", _("Ce qui est partagé")),
        ("check", _("Relire et proposer")),
    ]
    here = [name for name, _word in words].index(current)
    return [
        (
            word,
            "current" if at == here else "done" if at < here else "todo",
            _address(agreement, name) if agreement is not None and at != here else "",
        )
        for at, (name, word) in enumerate(words)
    ]


def _address(agreement: Agreement, name: str) -> str:
    if name == "coverage":
        return next(iter(coverage_pages(agreement)), "")
    return reverse(f"agreements:{name}", args=[agreement.pk])


def after_term(agreement: Agreement) -> str:
    """Return where the steps go on once the term is said."""
    return _address(agreement, "coverage") or _address(agreement, "check")


@dataclass(frozen=True, slots=True)
class Line:
    """One agreement of a list: the other side as this hat sees it, where it stands, what is to be done."""

    id: int
    title: str
    others: str
    mine: bool
    word: str
    tone: str
    term: str
    awaits: bool


def line_of(agreement: Agreement, hat: Hat, today: dt.date) -> Line:
    """Return an agreement, read with its parties, as a line of the list."""
    mine = hat.acts_for(agreement.owner_id)
    found = standing(agreement.state, agreement.term, today)
    awaits = any(
        party.organisation_id == hat.organisation_id and party.state == Answer.AWAITING
        for party in agreement.parties.all()
    ) and found in {Standing.PROPOSED, Standing.UPCOMING, Standing.IN_FORCE, Standing.ENDING}
    return Line(
        id=agreement.pk,
        title=agreement.title,
        others=partners_in_words(agreement.parties.all()) if mine else agreement.owner.name,
        mine=mine,
        word=_("à répondre") if awaits else standing_word(found),
        tone="warning" if awaits else TONES.get(found, ""),
        term=term_words(agreement.term),
        awaits=awaits,
    )


def partners_in_words(parties: Iterable[Party], most: int = 2) -> str:
    """Return « Ville A, Ville B et 3 autres »."""
    names = [party.organisation.name for party in parties]
    if not names:
        return _("partenaires à choisir")
    if len(names) <= most + 1:
        return ", ".join(names)
    left = len(names) - most
    more = ngettext("et %(n)s autre", "et %(n)s autres", left) % {"n": number(left)}
    return f"{', '.join(names[:most])} {more}"


@dataclass(frozen=True, slots=True)
class Shown:
    """An agreement as its page shows it to one hat, and what this hat may do with it."""

    agreement: Agreement
    standing: Standing
    word: str
    tone: str
    term: str
    parties: list[tuple[Party, str]]
    covered: Sequence[Covered]
    owner: bool
    may_answer: bool
    may_end: bool
    may_abandon: bool
    may_prepare: bool
    may_renew: bool
    may_cover: bool
    next_page: str


def shown(agreement: Agreement, hat: Hat, today: dt.date) -> Shown:
    """Return what the page of an agreement shows; ``agreement`` is read with its parties."""
    found = standing(agreement.state, agreement.term, today)
    owner, signs = hat.acts_for(agreement.owner_id), may_sign(hat, hat.organisation_id)
    mine = next((one for one in agreement.parties.all() if one.organisation_id == hat.organisation_id), None)
    live = found in {Standing.PROPOSED, Standing.UPCOMING, Standing.IN_FORCE, Standing.ENDING}
    leaves = mine is not None and mine.state == Answer.ACCEPTED and mine.leaves_on is None
    accepted = live and found != Standing.PROPOSED
    return Shown(
        agreement=agreement,
        standing=found,
        word=standing_word(found),
        tone=TONES.get(found, ""),
        term=term_words(agreement.term),
        parties=[(party, answer_words(party)) for party in agreement.parties.all()],
        covered=coverage_of(agreement, hat),
        owner=owner,
        may_answer=signs and live and mine is not None and mine.state == Answer.AWAITING,
        may_end=signs and accepted and ((owner and not agreement.ended_reason) or leaves),
        may_abandon=signs and owner and found in {Standing.DRAFT, Standing.PROPOSED},
        may_prepare=signs and owner and found == Standing.DRAFT,
        may_renew=signs and owner and found in {Standing.ENDING, Standing.ENDED, Standing.DECLINED},
        may_cover=signs and owner and live,
        next_page=_address(agreement, "check") if found == Standing.DRAFT else "",
    )


def contents(found: Shown) -> dict[str, Any]:
    """Return the context of the page."""
    return {"shown": found, "agreement": found.agreement}
