"""URLs of workshops: public pages, rooms, and what a focal point does with them."""

from django.urls import path

from . import leading_views, public_views, room_views
from .entry import door_views
from .paper import views as paper_views
from .results import views as results_views
from .sharing import views as sharing_views
from .state_keys import erasing_views
from .suggestions import views as suggestion_views

ROOM = "workshops/room/<uuid:room>/"
SHEET = f"{ROOM}<int:assessment_id>/<slug:sheet>/"
OWN = "submit/workshops/<int:workshop_id>/"

urlpatterns = [
    path("workshops/", public_views.workshops, name="workshops"),
    path("workshops/<slug:slug>/", public_views.workshop, name="workshop"),
    path(ROOM, room_views.room, name="workshop_room"),
    path(f"{ROOM}door/", door_views.door, name="workshop_door"),
    path(f"{ROOM}enter/<str:token>/", door_views.enter, name="workshop_enter"),
    path(f"{ROOM}session/", door_views.session, name="workshop_session"),
    path(f"{ROOM}leave/", door_views.leave, name="workshop_leave"),
    path(f"{ROOM}<int:assessment_id>/", room_views.assessment, name="workshop_assessment"),
    path(
        f"{ROOM}<int:assessment_id>/suggestions/",
        suggestion_views.for_assessment,
        name="workshop_suggestions",
    ),
    path(f"{SHEET}<int:chapter>/", room_views.chapter, name="workshop_chapter"),
    path(
        f"{SHEET}<int:chapter>/autosave/",
        room_views.autosave_chapter,
        name="workshop_chapter_autosave",
    ),
    path(f"{SHEET}results/", results_views.results, name="workshop_results"),
    path(
        f"{SHEET}results/<slug:file_format>/",
        results_views.file,
        name="workshop_results_file",
    ),
    path(f"{SHEET}paper/", paper_views.paper, name="workshop_paper"),
    path(f"{SHEET}paper/take/", paper_views.take, name="workshop_paper_take"),
    path(f"{SHEET}paper/<str:file_format>/", paper_views.download, name="workshop_paper_form"),
    path(f"{SHEET}<slug:item>/", room_views.item, name="workshop_item"),
    path(f"{SHEET}<slug:item>/autosave/", room_views.autosave, name="workshop_autosave"),
    path("submit/workshops/", leading_views.workshops, name="own_workshops"),
    path("submit/workshops/new/", leading_views.open_workshop, name="open_workshop"),
    path("submit/workshops/shared/", sharing_views.with_state, name="workshops_shared"),
    path("submit/workshops/erase/<slug:code>/", erasing_views.erase, name="erase_workshops"),
    path(f"{OWN}public/", leading_views.set_public, name="set_workshop_public"),
    path(f"{OWN}begin-again/", erasing_views.begin_again, name="begin_workshop_again"),
    path(OWN, leading_views.settings, name="own_workshop"),
    path(f"{OWN}groups/", leading_views.groups, name="own_workshop_groups"),
    path(f"{OWN}people/", leading_views.people, name="own_workshop_people"),
    path(
        f"{OWN}people/<int:participant_id>/link/",
        leading_views.send_link,
        name="send_workshop_link",
    ),
    path(
        f"{OWN}people/<int:participant_id>/end/",
        leading_views.end_access,
        name="end_workshop_access",
    ),
    path(f"{OWN}assessment/", leading_views.begin_assessment, name="begin_assessment"),
    path(f"{OWN}sharing/<int:assessment_id>/", sharing_views.share, name="workshop_sharing"),
    path(
        f"{OWN}sharing/<int:assessment_id>/back/",
        sharing_views.take_back,
        name="take_back_workshop_answers",
    ),
    path(
        f"{OWN}sharing/<int:assessment_id>/summary/",
        sharing_views.in_summary,
        name="count_in_workshop_summary",
    ),
]
