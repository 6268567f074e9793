"""What the pages of one's own account show around their content."""

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

register = template.Library()

TABS = (
    (_("Compte"), "people:account", ("people:account", "account_email")),
    (
        _("Sécurité"),
        "mfa_index",
        (
            "mfa_",
            "account_change_password",
            "account_set_password",
            "usersessions_list",
            "socialaccount_connections",
        ),
    ),
    (_("Mes données"), "people:my_data", ("people:my_data",)),
)


@register.simple_tag(takes_context=True)
def account_tabs(context: Context) -> list[tuple[str, str, bool]]:
    """Return the tabs of the account pages: word, address, whether it is the present one."""
    here = context["request"].resolver_match.view_name
    return [(gettext(word), reverse(name), here.startswith(pages)) for word, name, pages in TABS]


@register.simple_tag
def can_receive_mail() -> bool:
    """Say whether a code sent by e-mail can be read: by a mail server, or in the demonstration."""
    return settings.MAIL_SERVER or settings.DEMONSTRATION


@register.simple_tag
def shows_every_mail() -> bool:
    """Say whether this is the demonstration, where nobody has a mailbox and every e-mail is read on a page."""
    return settings.DEMONSTRATION and not settings.MAIL_SERVER
