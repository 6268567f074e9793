from django.urls import path

from maillon.community.organisations.views import directory, hats, joining, members, sign_in

app_name = "organisations"
urlpatterns = [
    path("connexion/", sign_in.sign_in, name="sign_in"),
    path("chapeau/", hats.wear, name="hat"),
    path("organisations/", directory.organisations, name="list"),
    path("organisations/rejoindre/", joining.join, name="join"),
    path("organisations/creer/", joining.create, name="create"),
    path("organisations/<int:pk>/", directory.organisation, name="show"),
    path("organisations/<int:pk>/rejoindre/", joining.ask, name="ask"),
    path("organisations/<int:pk>/decrire/", directory.describe, name="describe"),
    path("organisations/<int:pk>/membres/", members.members, name="members_of"),
    path("organisations/<int:pk>/membres/inviter/", members.invite, name="invite"),
    path("organisations/<int:pk>/connexion/", sign_in.add_identity_provider, name="add_provider"),
    path("gestion/membres/", members.members, name="members"),
    path("gestion/membres/<int:pk>/", members.member, name="member"),
    path("gestion/membres/<int:pk>/terminer/", members.end, name="end_membership"),
    path("gestion/adhesions/<int:pk>/", members.answer, name="answer"),
    path("gestion/jetons/", hats.tokens, name="tokens"),
    path("gestion/jetons/<int:pk>/revoquer/", hats.revoke, name="revoke_token"),
    path("gestion/connexions/", sign_in.identity_providers, name="providers"),
    path("gestion/connexions/<int:pk>/retirer/", sign_in.remove_identity_provider, name="remove_provider"),
]
