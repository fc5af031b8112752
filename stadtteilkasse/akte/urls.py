from django.urls import path

from stadtteilkasse.akte import views

app_name = "akte"

urlpatterns = [
    path("arbeit/", views.desk, name="desk"),
    path("arbeit/antraege/", views.cases, name="cases"),
    path("arbeit/antraege/antraege.csv", views.cases_csv, name="cases_csv"),
    path("arbeit/antraege/antraege.xlsx", views.cases_xlsx, name="cases_xlsx"),
    path("arbeit/antraege/<pid:public_id>/", views.case, name="case"),
]
