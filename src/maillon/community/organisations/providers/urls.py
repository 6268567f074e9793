"""Leaving for an organisation's service and coming back, at addresses that no language changes.

The address of return is registered with each provider: it must never vary.
"""

from allauth.socialaccount.providers.openid_connect.views import callback
from django.urls import path

from maillon.community.organisations.views.sign_in import leave

# allauth finds its own pages by these names
urlpatterns = [
    path("<slug:provider_id>/", leave, name="openid_connect_login"),
    path("<slug:provider_id>/retour/", callback, name="openid_connect_callback"),
]
