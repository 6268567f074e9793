from django.urls import path

from maillon.sharing.reservations.views import (
    agendas,
    answering,
    asking,
    bundles,
    coverage,
    dividing,
    finding,
    following,
    offering,
    unmet,
    week,
)

app_name = "reservations"
urlpatterns = [
    path("trouver/", finding.find, name="find"),
    path("biens/<int:asset_id>/semaine/", week.week, name="week"),
    path("biens/<int:asset_id>/demander/", asking.when, name="ask"),
    path("biens/<int:asset_id>/demander/activite/", asking.what, name="ask_what"),
    path("biens/<int:asset_id>/demander/verifier/", asking.check, name="ask_check"),
    path("gestion/biens/<int:pk>/diviser/", dividing.divide, name="divide"),
    path("gestion/portrait/", coverage.coverage, name="coverage"),
    path("gestion/cherche-en-vain/", unmet.unmet, name="unmet"),
    path("gestion/partager/", offering.offering, name="offering"),
    path("demandes/", following.mine, name="mine"),
    path("demandes/a-decider/", answering.to_decide, name="to_decide"),
    path("demandes/ensembles/<slug:reference>/", bundles.show, name="bundle"),
    path("demandes/ensembles/<slug:reference>/accepter/", bundles.approve, name="bundle_approve"),
    path("demandes/ensembles/<slug:reference>/refuser/", bundles.refuse, name="bundle_refuse"),
    path("demandes/ensembles/<slug:reference>/annuler/", bundles.cancel, name="bundle_cancel"),
    path("demandes/<slug:reference>/", following.show, name="show"),
    path("demandes/<slug:reference>/approuver/", answering.approve, name="approve"),
    path("demandes/<slug:reference>/refuser/", answering.refuse, name="refuse"),
    path("demandes/<slug:reference>/annuler/", following.cancel, name="cancel"),
    path("demandes/<slug:reference>/agenda.ics", agendas.ics, name="ics"),
    path("repondre/<str:token>/", answering.answer, name="answer"),
    path("repondre/<str:token>/approuver/", answering.answer_approve, name="answer_approve"),
    path("repondre/<str:token>/refuser/", answering.answer_refuse, name="answer_refuse"),
    path("calendrier/<str:token>.ics", agendas.feed, name="feed"),
]
