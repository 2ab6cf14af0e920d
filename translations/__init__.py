"""Translations of contributions: records beside one page, never pages of their own.

`passages` divides a text, `drafts` and `steps` hold the rules of writing and publishing, `shown`
and `lists` what the public reads, `editing` and `exchange` how a translation is written.
"""
