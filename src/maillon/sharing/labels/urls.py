from django.urls import path

from maillon.sharing.labels.views import managing, messages, printing, scanning

app_name = "labels"
urlpatterns = [
    path("e/<str:code>/", scanning.scan, name="scan"),
    path("e/<str:code>/relier/", managing.claim, name="claim"),
    path("e/<str:code>/relier/nouveau/", managing.claim_new, name="claim_new"),
    path("e/<str:code>/annuler/", managing.void, name="void"),
    path("gestion/etiquettes/", managing.labels, name="list"),
    path("gestion/etiquettes/imprimer/", printing.ask, name="print"),
    path("gestion/etiquettes/calibrage/", printing.calibration, name="calibration"),
    path("gestion/etiquettes/calibrage/<slug:paper>.pdf", printing.calibration_file, name="calibration_pdf"),
    path("gestion/etiquettes/tirages/<int:pk>/", printing.batch, name="batch"),
    path("gestion/etiquettes/tirages/<int:pk>.pdf", printing.batch_file, name="batch_pdf"),
    path("gestion/messages/", messages.received, name="messages"),
    path("gestion/messages/<int:pk>/", messages.message, name="message"),
]
