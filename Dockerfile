# trixie: its pg_dump 17 reads the server's 16, older ones refuse.
FROM python:3.11-slim-trixie
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 DJANGO_SETTINGS_MODULE=portal.settings.production
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*  # pg_dump, for tools/backup.sh
COPY requirements.lock .
RUN pip install --require-hashes -r requirements.lock && useradd --system --create-home portal
COPY --chown=portal . .
# collectstatic reads the settings, which refuse what is unsafe; the key it needs is thrown away
# with this layer's process, and no database is opened.
RUN mkdir -p var/media var/open-data staticfiles /backups && chown -R portal var staticfiles /backups \
    && SECRET_KEY=$(python -c "import secrets; print(secrets.token_urlsafe(50))") \
    ALLOWED_HOSTS=localhost DATABASE_URL=postgres://build \
    python manage.py collectstatic --noinput
USER portal
EXPOSE 8000
ENV PROMETHEUS_MULTIPROC_DIR=/tmp/portal-metrics
CMD ["gunicorn", "portal.wsgi:application"]
