# Debian trixie: its PostgreSQL client has the major version of the server in docker-compose.yml.
# A deployment pins the image it tested by digest: PYTHON_IMAGE=python:3.13-slim-trixie@sha256:…
ARG PYTHON_IMAGE=python:3.13-slim-trixie
FROM ${PYTHON_IMAGE}
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.production
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/*  # pg_dump and pg_restore, for tools/backup.sh
COPY requirements.lock .
RUN pip install --require-hashes -r requirements.lock \
    && groupadd --gid 10001 portal && useradd --uid 10001 --gid 10001 --create-home portal
COPY . .
# collectstatic reads the settings, which refuse what is unsafe; the key it needs is thrown away
# with this layer's process, and no database is opened. The code stays root's: the portal cannot
# change itself. What it writes lies in volumes.
RUN python -m compileall -q . && mkdir -p var/media var/open-data /backups /tls \
    && SECRET_KEY=$(python -c "import secrets; print(secrets.token_urlsafe(50))") \
    ALLOWED_HOSTS=localhost DATABASE_URL=postgres://build \
    python manage.py collectstatic --noinput \
    && chown portal var/media var/open-data /backups /tls
USER portal
EXPOSE 8000
ENV PROMETHEUS_MULTIPROC_DIR=/tmp/portal-metrics CACHE_DIR=/tmp/portal-cache
CMD ["gunicorn", "portal.wsgi:application"]
