"""How Django says that the database cannot be reached; the same request may succeed in a moment."""

from django.db import InterfaceError, OperationalError

DATABASE_AWAY = (OperationalError, InterfaceError)
