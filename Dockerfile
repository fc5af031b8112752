# Three stages: npm packages, everything that is built, and what runs. Nothing of the first two
# that is not needed for running comes into the image.

FROM node:22-bookworm-slim AS npm
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
COPY requirements requirements
RUN python -m venv /venv && /venv/bin/pip install --quiet --require-hashes -r requirements/base.txt
RUN python -m venv /tools && /tools/bin/pip install --quiet --require-hashes -r requirements/dev.txt
COPY . .
COPY --from=npm /app/node_modules node_modules
RUN /tools/bin/python -m tools.build_fonts \
 && /tools/bin/python -m tools.build_css \
 && /tools/bin/python -m tools.messages compile \
 && STATIC_ROOT=/app/collected /venv/bin/python -m tools.as_production collectstatic --noinput \
 && rm -r node_modules

FROM python:3.11-slim-bookworm
RUN apt-get update -q \
 && apt-get install -q -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 app && useradd --uid 10001 --gid app --no-create-home app \
 && mkdir -p /data/files /data/anchor && chown -R app:app /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    STATIC_ROOT=/app/collected \
    FILES_ROOT=/data/files \
    AUDIT_ANCHOR_FILE=/data/anchor/audit-anchor.jsonl
USER app
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.py", "portal.wsgi"]
