"""Takes a step of a review as a process of its own and dies by SIGKILL in the middle of it.

Started by test_interrupted.py: killed.py USER ADDRESS NUMBER, where NUMBER is the statement to the
database after which nothing more happens.
"""

import os
import signal
import sys

import django


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
    django.setup()
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client

    client = Client()
    client.force_login(get_user_model().objects.get(pk=user))
    with connection.execute_wrapper(kill_at(int(number))):
        client.post(address, {"comment": "Because."})


if __name__ == "__main__":
    main(*sys.argv[1:])
