from django.urls import path

from koordination import views

app_name = "koordination"

AT = "arbeit/koordination/"

urlpatterns = [
    path(AT, views.index, name="index"),
    path(AT + "stadtteile/<str:region_id>/", views.region, name="region"),
    path(AT + "stadtteile/<str:region_id>/traeger/", views.appoint_traeger, name="appoint_traeger"),
    path(AT + "stadtteile/<str:region_id>/buero/", views.open_office, name="open_office"),
    path(
        AT + "traegerschaften/<pid:public_id>/",
        views.change_traegerschaft,
        name="change_traegerschaft",
    ),
    path(AT + "bueros/<pid:public_id>/", views.change_office, name="change_office"),
    path(AT + "bueros/<pid:public_id>/kontakt/", views.add_contact, name="add_contact"),
    path(AT + "kontakte/<pid:public_id>/", views.change_contact, name="change_contact"),
    path(AT + "traeger/", views.traeger_list, name="traeger_list"),
    path(AT + "traeger/neu/", views.add_traeger, name="add_traeger"),
    path(AT + "traeger/<pid:public_id>/", views.change_traeger, name="change_traeger"),
    path(AT + "briefkopf/", views.dienststelle_list, name="dienststelle_list"),
    path(AT + "briefkopf/neu/", views.add_dienststelle, name="add_dienststelle"),
    path(AT + "briefkopf/<pid:public_id>/", views.change_dienststelle, name="change_dienststelle"),
]
