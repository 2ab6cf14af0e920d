"""A room of Kenya with two groups, everything sealed in it with a word of its own."""

import re
from copy import copy, deepcopy
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from mail.models import Message
from taxonomy.models import PolicyDocument
from tests import people
from tests.factories import fresh, member_state
from workshops import answers, rooms
from workshops.items import OUTCOME_DOCUMENT, items_of

FIELDS = (
    "evidence", "lead", "assistance", "assistance_from", "note", "next_step", "owner",
)  # fmt: skip


class Made:
    """Words of the sealed fields: of the room, of each group, of what is agreed, of people."""

    def __init__(self, code="ke", days=7):
        today = timezone.localdate()
        self.person = people.focal_point(code)
        self.room = rooms.open_room(
            member_state(code), today, today, today + timedelta(days=days), self.person
        )
        self.words = {"room": ["zzagenda", "zzmaterial", "zztitle"], "people": []}
        self.room.seal({"agenda": "zzagenda", "material": "zzmaterial"})
        self.room.save()
        self.one, self.two = (self.group(name) for name in ("one", "two"))
        text = PolicyDocument.objects.get(key=OUTCOME_DOCUMENT)
        self.assessment = rooms.begin_assessment(self.room, text, "zztitle")
        self.items = items_of(self.assessment)
        self.item = self.items[0]
        self.facilitator = self.invite("facilitator", "facilitator", None)
        self.first = self.invite("first", "member", self.one)
        self.second = self.invite("second", "member", self.two)

    def group(self, name):
        self.words["room"].append(f"zzgroup{name}")
        return rooms.add_group(self.room, f"zzgroup{name}", [])

    def invite(self, name, role, group):
        """The address; its words stand in the row of the person."""
        email = f"zzmail{name}@example.org"
        self.words["people"] += [f"zzmail{name}", f"zzname{name}", f"zzministry{name}"]
        person = {"name": f"zzname{name}", "email": email, "ministry": f"zzministry{name}"}
        rooms.invite(self.room, person | {"language": "en"}, role, group, self.person)
        return email

    def answered(self):
        """Each sheet says something in each field of the first item."""
        for name, group, status in (
            ("one", self.one, "in_place"),
            ("two", self.two, "none"),
            ("agreed", None, "partly"),
        ):
            said = {field: f"zz{name}{field.replace('_', '')}" for field in FIELDS}
            self.words[name] = list(said.values())
            answer = answers.answer_of(self.assessment, group, self.item)
            answers.keep(answer, said | {"status": status, "next_date": "2027-01-31"})
        return self

    def read(self):
        """The same rows in objects of its own, which a test of several may change."""
        again = copy(self)
        again.words = deepcopy(self.words)
        for name in ("person", "room", "one", "two", "assessment"):
            row = getattr(self, name)
            setattr(again, name, fresh(row))
        return again

    def all_words(self):
        return {word for words in self.words.values() for word in words}


def link(email):
    """The path of the newest link that was sent to an address."""
    body = Message.objects.filter(to=email).last().body
    return re.search(r"https?://[^/]+(/\S*/enter/\S+)", body)[1]


def inside(email):
    """A browser in which somebody has entered with the link from the mail."""
    client = Client()
    assert client.post(link(email)).status_code == 302
    return client


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client
