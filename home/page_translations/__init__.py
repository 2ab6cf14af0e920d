"""Translations of the Secretariat's pages (home, lists, topics, plain pages), one per language.

Not wagtail-localize, whose tree per language gives a page several addresses (docs/decisions).
"""
