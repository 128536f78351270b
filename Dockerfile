# The packages are built in one image and run in another, by a user without rights, on a root that may be read-only.
FROM python:3.13-slim AS built
# What is installed: the lean set, or with charts and 114 MB more (--build-arg REQUIREMENTS=requirements-charts.lock),
# or with a language model's client (requirements-llm.lock).
ARG REQUIREMENTS=requirements.lock
WORKDIR /build
RUN python -m venv /app
COPY requirements.lock requirements-charts.lock requirements-llm.lock ./
RUN /app/bin/pip install --no-cache-dir --no-compile --require-hashes --requirement "$REQUIREMENTS"
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY digests digests
COPY config config
RUN /app/bin/pip install --no-cache-dir --no-compile --no-deps --no-build-isolation . \
    && /app/bin/pip uninstall --yes --quiet pip

FROM python:3.13-slim
RUN useradd --create-home trilateral && mkdir /data && chown trilateral /data
COPY --from=built /app /app
USER trilateral
ENV PATH=/app/bin:$PATH PYTHONDONTWRITEBYTECODE=1 TRILATERAL_DATA_DIR=/data TRILATERAL_STATUS_ADDRESS=127.0.0.1:9100
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# Green where it gets on with its work (docs/operating.md): what Telegram, the parsers and the tick do.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9100/readyz', timeout=4)"]
CMD ["trilateral", "run"]
