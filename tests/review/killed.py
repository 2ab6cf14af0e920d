"""A step of a review whose process dies by SIGKILL in the middle of it: test_interrupted.py."""

import os
import signal

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client


def kill_at(number):
    count = 0

    def wrapper(execute, sql, params, many, context):
        nonlocal count
        count += 1
        answer = execute(sql, params, many, context)
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    return wrapper


def main(user, address, number):
    """`number` is the statement to the database after which nothing more happens."""
    client = Client()
    client.force_login(get_user_model().objects.get(pk=user))
    with connection.execute_wrapper(kill_at(number)):
        client.post(address, {"comment": "Because."})
