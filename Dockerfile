FROM python:3.13-slim
# What is installed: with charts, or without them and 114 MB less (--build-arg REQUIREMENTS=requirements.lock).
ARG REQUIREMENTS=requirements-charts.lock
WORKDIR /app
COPY requirements.lock requirements-charts.lock ./
RUN pip install --no-cache-dir --require-hashes --requirement "$REQUIREMENTS"
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY digests digests
COPY config config
RUN pip install --no-cache-dir --no-deps --no-build-isolation . \
    && useradd --create-home trilateral && mkdir /data && chown trilateral /data
USER trilateral
ENV TRILATERAL_DATA_DIR=/data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
CMD ["trilateral", "run"]
