# The product's image: web, worker, beat and migrate are the same image with different commands.
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /venv
COPY requirements/production.lock /build/
RUN /venv/bin/pip install --require-hashes -r /build/production.lock
WORKDIR /app
COPY . .
# Static files get names with their content's hash. The key and the addresses are used by nothing here.
RUN MODE=production ALLOWED_HOSTS=build SECRET_KEY=only-for-collecting-static-files-while-the-image-is-built-0123456789 \
    DATABASE_URL=postgresql://web@localhost/hemvag REDIS_URL=redis://localhost \
    /venv/bin/python manage.py collectstatic --noinput \
 && /venv/bin/python -m compileall -q /app

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 BIND=0.0.0.0:8000
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin hemvag
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s --retries=3 CMD ["python", "-m", "config.probe"]
CMD ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
