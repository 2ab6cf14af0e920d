"""Signals of the guided form."""

from django.dispatch import Signal

begun = Signal()  # page, request: a draft was begun; the address may say in answer to what
