"""Mails to whoever wants to know when something new matches a search; no account is needed."""
