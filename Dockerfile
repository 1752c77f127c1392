# Fireside in a container: everything that is written lies in /data. See docs/operators.md, "In a container". For
# PostgreSQL, compose.postgresql.yaml has other requirements installed, and PostgreSQL's own tools for backups.
FROM python:3.13-slim AS build
ARG REQUIREMENTS=requirements.lock
WORKDIR /opt/fireside
COPY requirements.lock requirements-postgresql.lock ./
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r $REQUIREMENTS
COPY LICENSE README.md pyproject.toml ./
COPY bot bot
COPY cogs cogs
RUN /opt/venv/bin/pip install --no-cache-dir --no-deps --editable . \
    && /opt/venv/bin/python -m compileall -q bot cogs \
    && /opt/venv/bin/pip uninstall --yes --quiet pip \
    && find /opt/venv -type d -name tests -prune -exec rm -r {} +

FROM python:3.13-slim
ARG PACKAGES=""
RUN test -z "$PACKAGES" || (apt-get update && apt-get install --yes --no-install-recommends $PACKAGES \
    && rm -rf /var/lib/apt/lists/*)
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin fireside \
    && install --directory --owner=fireside --group=fireside --mode=0700 /data /opt/fireside/data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/fireside /opt/fireside
COPY data/stories /opt/fireside/data/stories
WORKDIR /opt/fireside
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/fireside.sqlite3 \
    BACKUP_FOLDER=/data/backups \
    HEALTH_PORT=9180
USER 10001
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9180/health', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
