from django.urls import path

from maillon.community.agreements.views import answering, preparing, reading

app_name = "agreements"
urlpatterns = [
    path("gestion/ententes/", reading.agreements, name="list"),
    path("gestion/ententes/nouvelle/", preparing.begin, name="begin"),
    path("gestion/ententes/<int:pk>/", reading.agreement, name="show"),
    path("gestion/ententes/<int:pk>/texte/", preparing.text, name="text"),
    path("gestion/ententes/<int:pk>/partenaires/", preparing.partners, name="partners"),
    path("gestion/ententes/<int:pk>/partenaires/ajouter/", preparing.add_partner, name="add_partner"),
    path(
        "gestion/ententes/<int:pk>/partenaires/<int:organisation_id>/retirer/",
        preparing.remove_partner,
        name="remove_partner",
    ),
    path("gestion/ententes/<int:pk>/duree/", preparing.term, name="term"),
    path("gestion/ententes/<int:pk>/relire/", preparing.check, name="check"),
    path("gestion/ententes/<int:pk>/abandonner/", preparing.abandon, name="abandon"),
    path("gestion/ententes/<int:pk>/suite/", preparing.renew, name="renew"),
    path("gestion/ententes/<int:pk>/accepter/", answering.accept, name="accept"),
    path("gestion/ententes/<int:pk>/decliner/", answering.decline, name="decline"),
    path("gestion/ententes/<int:pk>/terminer/", answering.end, name="end"),
]
