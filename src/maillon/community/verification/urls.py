from django.urls import path

from maillon.community.verification.views import asking, deciding

app_name = "verification"
urlpatterns = [
    path("organisations/<int:pk>/verification/", asking.status, name="status"),
    path("organisations/<int:pk>/verification/commencer/", asking.begin, name="begin"),
    path("organisations/<int:pk>/verification/genre/", asking.kind, name="kind"),
    path("organisations/<int:pk>/verification/criteres/", asking.criteria, name="criteria"),
    path("organisations/<int:pk>/verification/pieces/", asking.pieces, name="pieces"),
    path("organisations/<int:pk>/verification/envoi/", asking.send, name="send"),
    path("organisations/<int:pk>/verification/abandonner/", asking.abandon, name="abandon"),
    path("organisations/<int:pk>/verification/retirer/", deciding.withdraw, name="withdraw"),
    path("organisations/<int:pk>/verifier/", deciding.confirm, name="confirm"),
    path("verification/pieces/<int:pk>/", asking.piece, name="piece"),
    path("verification/pieces/<int:pk>/retirer/", asking.remove_piece, name="remove_piece"),
    path("gestion/verifications/", deciding.queue, name="queue"),
    path("gestion/verifications/<int:pk>/", deciding.decide, name="decide"),
]
