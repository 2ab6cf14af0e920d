"""Requests as no browser sends them: each takes (client, address, names) and gives an answer.

`names` are the parameters that the view was seen to read, so that the nonsense reaches it.
"""

from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile

VALUES = {
    "NUL": "a\0b",
    "half a character": '["\\ud800"]',
    "past 64 bits": "9" * 30,
    "past any number": "9" * 5000,
    "negative": "-1",
    "digits of another script": "٣",
    "superscript": "²",
    "exponent": "1e999",
    "not a number": "NaN",
    "no such date": "2024-13-45",
    "before all dates": "0000-00-00T99:99:99+99:99",
    "JSON of another shape": '[{"a": null}]',
    "broken JSON": '{"a":',
    "deep JSON": "[" * 5000,
    "broken pattern": "((((*)+?[",
    "format": "%s %n {0.__class__} {{ 7*7 }}",
    "way up": "../../../../etc/passwd",
    "UUID": "zzzzzzzz-0000-0000-0000-000000000000",
    "header": "a\r\nSet-Cookie: a=b",
    "address": "http://[::1",
    "long": "ä" * 3000,
}
MULTIPART = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n'
BODIES = {
    "no boundary": ("multipart/form-data", PART + b"a\r\n--x--\r\n"),
    "boundary beyond ASCII": ("multipart/form-data; boundary=\xe9", PART),
    "cut off in a part": (MULTIPART, PART + b"half a wo"),
    "cut off in a head": (MULTIPART, PART[:30]),
    "part without a name": (MULTIPART, b"--x\r\n\r\na\r\n--x--\r\n"),
    "unknown encoding": (MULTIPART, PART[:-2] + b"Content-Transfer-Encoding: x\r\n\r\na\r\n--x--"),
    "broken base64": (
        MULTIPART,
        PART[:-2] + b"Content-Transfer-Encoding: base64\r\n\r\n\xff=\r\n--x--\r\n",
    ),
    "unknown charset": ("application/x-www-form-urlencoded; charset=x", b"title=a"),
    "another charset": ("application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfet\x00"),
    "not UTF-8": ("application/x-www-form-urlencoded", b"title=%ff%fe&%c0%80=\xff"),
    "1,001 fields": ("application/x-www-form-urlencoded", b"a=1&" * 1001),
    "broken JSON": ("application/json", b'{"a": '),
    "JSON that is not UTF-8": ("application/json", b'"\xff"'),
    "deep JSON": ("application/json", b"[" * 100_000),
    "no type": ("", b"\0\1\2"),
    "nothing": ("application/json", b""),
}
METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "get", "\u0131"]
HEADERS = {
    "cookies": {"cookie": 'sessionid=\xff; csrftoken="; =; a=b=c; messages=W1[; \x7f'},
    "dates": {"if-modified-since": "yesterday", "if-unmodified-since": "Thu, 99 Foo 99999"},
    "tags": {"if-none-match": 'W/"', "if-match": "\xff,,,"},
    "languages": {"accept-language": "*;q=x,zz-ZZ;q=9," + "a-" * 2000},
    "types": {"accept": "/;q=,*/*/*;", "content-type": "\xff/;;="},
    "encodings": {"accept-encoding": "gzip;q=x,\xff", "range": "bytes=9-1,-,x"},
    "addresses": {"x-forwarded-for": "\xff, ::::, 999.1.1.1", "referer": "http://[::1"},
    "asked by script": {"x-requested-with": "XMLHttpRequest", "x-request-id": "\xff" * 500},
}


def in_query(value, client, address, names):
    return client.get(address, dict.fromkeys(names, value))


def in_form(value, client, address, names):
    return client.post(address, dict.fromkeys(names, value))


def as_files(client, address, names):
    files = {name: SimpleUploadedFile("\u202e.\0", b"\0\xff") for name in names}
    return client.post(address, files)


def instead_of_files(client, address, names):
    return client.post(address, {name: ["", "x", ""] for name in names})


def body(content, client, address, names):
    kind, data = content
    return client.generic("POST", address, data, kind)


def method(name, client, address, names):
    return client.generic(name, address, b"title=a", "application/x-www-form-urlencoded")


def with_headers(headers, client, address, names):
    return client.get(address, headers=headers)


def raw_query(query, client, address, names):
    return client.get(address, QUERY_STRING=query)


# gunicorn takes 4,094 bytes of address.
RAW = {
    "escapes": "%=%ff%zz&&=&%00=%00",
    "1,001 parameters": "a&" * 1001,
    "long": "q=" + "a" * 4000,
}


# What is sent by the names that a view asks for.
BY_NAME = ("query: ", "form: ", "files", "texts for files")


def all_of(kind, make, choices):
    return {f"{kind}: {name}": partial(make, choice) for name, choice in choices.items()}


MALFORMED = {
    **all_of("query", in_query, VALUES),
    **all_of("form", in_form, VALUES),
    **all_of("body", body, BODIES),
    **all_of("method", method, dict(zip(METHODS, METHODS, strict=True))),
    **all_of("headers", with_headers, HEADERS),
    **all_of("raw query", raw_query, RAW),
    "files": as_files,
    "texts for files": instead_of_files,
}
