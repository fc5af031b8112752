from django.urls import path

from stadtteilkasse.haushalt.views import money, richtlinie

app_name = "haushalt"

urlpatterns = [
    path("arbeit/haushalt/", money.index, name="index"),
    path("arbeit/haushalt/eroeffnen/", money.open_year, name="open_year"),
    path("arbeit/haushalt/<int:year>/", money.year, name="year"),
    path("arbeit/haushalt/<int:year>/ansatz/", money.ansatz, name="ansatz"),
    path("arbeit/haushalt/<int:year>/sperre/", money.sperre, name="sperre"),
    path("arbeit/haushalt/<int:year>/umschichtung/", money.transfer, name="transfer"),
    path("arbeit/haushalt/<int:year>/<str:region_id>/", money.region, name="region"),
    path("arbeit/richtlinien/", richtlinie.index, name="richtlinien"),
    path("arbeit/richtlinien/neu/", richtlinie.draft, name="richtlinie_draft"),
    path("arbeit/richtlinien/<pid:public_id>/", richtlinie.show, name="richtlinie"),
    path("arbeit/richtlinien/<pid:public_id>/bearbeiten/", richtlinie.edit, name="richtlinie_edit"),
    path(
        "arbeit/richtlinien/<pid:public_id>/freigeben/",
        richtlinie.approve,
        name="richtlinie_approve",
    ),
    path(
        "arbeit/richtlinien/<pid:public_id>/verwerfen/",
        richtlinie.discard,
        name="richtlinie_discard",
    ),
]
