from django.urls import path

from portal.outbox import views

app_name = "outbox"

urlpatterns = [
    path("arbeit/postausgang/", views.index, name="index"),
    path("arbeit/postausgang/<pid:public_id>/noch-einmal/", views.try_again, name="try_again"),
    path("demo/postausgang/", views.demo_index, name="demo"),
    path("demo/postausgang/<pid:public_id>/", views.demo_message, name="demo_message"),
]
