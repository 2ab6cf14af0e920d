from django.urls import path

from . import views

urlpatterns = [
    path("new/", views.new, name="alert_new"),
    path("asked/", views.asked, name="alert_asked"),
    path("confirm/<str:token>/", views.confirm, name="alert_confirm"),
    path("stop/<str:token>/", views.stop, name="alert_stop"),
    path("mine/<str:token>/", views.mine, name="alert_mine"),
    path("mine/<str:token>/erase/", views.erase, name="alert_erase"),
]
