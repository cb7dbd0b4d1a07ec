# Production image: the application and its locked packages, without build tools, under an account of its own.
FROM python:3.13-slim-bookworm AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
COPY requirements-production.lock /tmp/
RUN /opt/venv/bin/pip install --no-deps --require-hashes -r /tmp/requirements-production.lock
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY . .
# Neither command looks into a database; the key is not kept.
RUN SECRET_KEY=only-while-building python manage.py compile_translations \
 && SECRET_KEY=only-while-building STATIC_MANIFEST=1 STATIC_ROOT=/app/staticfiles \
    python manage.py collectstatic --no-input \
 && python -m compileall -q /app /opt/venv

FROM python:3.13-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 STATIC_MANIFEST=1 STATIC_ROOT=/app/staticfiles MEDIA_ROOT=/data/media
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin samplan \
 && mkdir -p /data/media && chown samplan /data/media
COPY --from=builder /opt/venv /opt/venv
COPY --from=builder /app /app
WORKDIR /app
USER samplan
VOLUME /data/media
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/healthz/', timeout=4)"]
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--preload", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--access-logfile", "-"]
