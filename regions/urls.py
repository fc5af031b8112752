from django.urls import path

from regions import views

app_name = "regions"

urlpatterns = [
    path("arbeit/regionen/", views.index, name="index"),
    path("arbeit/regionen/gebiete/neu/", views.add, name="add"),
    path("arbeit/regionen/gebiete/<pid:public_id>/", views.change, name="change"),
]
