"""Dates, hours, numbers, icons and form widgets as templates write them, in the page's language.

Built in to every template: no ``{% load %}`` needed. Formatting itself lives in
:mod:`maillon.base.web.formats`.
"""

from collections.abc import Iterable
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from maillon.base.web import formats

register = template.Library()

register.filter("jour", formats.day)
register.filter("jour_court", formats.short_day)
register.filter("jour_semaine", formats.short_weekday)
register.filter("heure", formats.hour)
register.filter("argent", formats.money)
register.filter("nombre", formats.number)
register.filter("distance", formats.distance)


@register.simple_tag
def plage(start: formats.Moment, end: formats.Moment) -> str:
    """Write a period: hours alone for times, the day too for dates."""
    return formats.span(start, end)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw the named icon of ``frontend/icons``; its word stands beside it in the template."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false" width="24" height="24"><use href="{}#{}"/></svg>',
        static("maillon/icons.svg"),
        name,
    )


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Say whether the field is one box to tick, whose label stands after it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_chosen(key: object, chosen: object) -> bool:
    """Say whether an option is among the chosen ones, compared as the browser will send it back."""
    if isinstance(chosen, (list, tuple, set, frozenset)):
        return str(key) in {str(one) for one in chosen}
    return chosen not in ("", None) and str(key) == str(chosen)


@register.simple_tag
def described_by(field: BoundField, hint: str = "") -> str:
    """Return the ids that a screen reader reads with the field: its error first, then its hint."""
    ids = [f"{field.auto_id}_error"] if field.errors else []
    if hint or field.help_text:
        ids.append(f"{field.auto_id}_helptext")
    return " ".join(ids)


@register.simple_tag
def widget(field: BoundField, hint: str = "") -> SafeString:
    """Draw the field's widget with our class, its description and its state of error."""
    kind = field.field.widget
    attrs: dict[str, Any] = {}
    if not kind.use_fieldset and not isinstance(kind, forms.CheckboxInput):
        attrs["class"] = f"{kind.attrs.get('class', '')} input".strip()
    if ids := described_by(field, hint):
        attrs["aria-describedby"] = ids
    if field.errors:
        attrs["aria-invalid"] = "true"
    drawn = field.as_widget(attrs=attrs)
    if isinstance(kind, forms.Select) and not kind.use_fieldset and not kind.allow_multiple_selected:
        return format_html('<span class="select">{}</span>', drawn)
    return drawn


@register.simple_tag(takes_context=True)
def page_address(context: Context, parameter: str, number: int) -> str:
    """Return this page's address with one parameter changed, the others kept in order."""
    query = context["request"].GET.copy()
    query[parameter] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def page_numbers(page: Page[Any]) -> Iterable[int | None]:
    """List the first, the last and the neighbouring pages, with ``None`` where numbers are left out."""
    last = page.paginator.num_pages
    shown = sorted({1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)})
    before = 0
    for number in shown:
        if number - before == 2:  # a gap of one page is shorter written as that page
            yield number - 1
        elif number - before > 2:
            yield None
        yield number
        before = number


@register.simple_tag
def hours_of_day() -> list[tuple[str, str]]:
    """Return every half hour from 6 h to 24 h, as (value of the address, words)."""
    return [(f"{at // 60:02d}:{at % 60:02d}", formats.hour(at)) for at in range(6 * 60, 24 * 60 + 1, 30)]
