from django.urls import path

from maillon.sharing.stocktaking.views import closing, counting, managing, verifying

app_name = "stocktaking"
urlpatterns = [
    path("recolements/", managing.counts, name="list"),
    path("recolements/commencer/", managing.begin, name="begin"),
    path("recolements/travailleur.js", counting.worker, name="worker"),
    path("recolements/<int:pk>/", managing.show, name="show"),
    path("recolements/<int:pk>/compter/", counting.count, name="count"),
    path("recolements/<int:pk>/observer/", counting.observe, name="observe"),
    path("recolements/<int:pk>/photos/<int:photo_id>.webp", counting.photo, name="photo"),
    path("recolements/<int:pk>/fermer/", closing.close, name="close"),
    path("recolements/<int:pk>/propositions/", closing.proposals, name="proposals"),
    path("recolements/<int:pk>/rapport.pdf", closing.report, name="report"),
    path("recolements/<int:pk>/rapport.sceau.json", closing.seal, name="seal"),
    path("recolements/<int:pk>/verifier/", verifying.verify, name="verify"),
]
