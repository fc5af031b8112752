from django.urls import path

from stadtteilkasse.antrag.review import views

app_name = "review"

CASE = "arbeit/antraege/<pid:public_id>/"

urlpatterns = [
    path(CASE + "pruefung-beginnen/", views.take_up, name="take_up"),
    path(CASE + "pruefung/", views.check, name="check"),
    path(CASE + "rueckfrage/", views.ask, name="ask"),
    path(CASE + "ablehnung/", views.propose_rejection, name="propose_rejection"),
    path(CASE + "pruefung-wieder-aufnehmen/", views.resume_review, name="resume_review"),
    path(CASE + "zur-jury/", views.pass_to_jury, name="pass_to_jury"),
    path(CASE + "zurueckziehen/", views.withdraw_for, name="withdraw_for"),
    path(CASE + "notiz/", views.write_note, name="write_note"),
    path(CASE + "stadtteil/", views.change_region, name="change_region"),
    path(CASE + "befangenheit/", views.declare_bias, name="declare_bias"),
]
