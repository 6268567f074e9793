"""The waiting list (« liste d’attente ») of a period that is taken.

Words: a *wait* is an organisation’s place in the line for one asset and one period; when the period is free again it
is *offered* to the first whose turn it is, held for a time, and goes to the next if nobody takes it.
Verbs: :func:`~.services.join`, :func:`~.services.offer_places`, :func:`~.services.take_place`,
:func:`~.services.leave`, :func:`~.services.pass_on`.
"""
