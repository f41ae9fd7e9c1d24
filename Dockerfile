FROM python:3.13.9-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 UV_PYTHON_DOWNLOADS=never
WORKDIR /akkoord
COPY bootstrap.lock requirements.lock ./
RUN python -m venv .venv \
    && python -m pip install --require-hashes -r bootstrap.lock \
    && uv pip sync --no-cache --python .venv/bin/python --require-hashes requirements.lock

FROM python:3.13.9-slim-bookworm
ENV PATH=/akkoord/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 AKKOORD_LOG=json
WORKDIR /akkoord
RUN useradd --system --uid 10001 --no-create-home akkoord \
    && install --directory --owner akkoord /var/lib/akkoord
COPY --from=build /akkoord/.venv .venv
COPY environment.py settings.py worker.py ./
COPY domain domain
COPY adapters adapters
COPY activities activities
COPY workflows workflows
COPY gateway gateway
COPY cli cli
USER akkoord
VOLUME /var/lib/akkoord
STOPSIGNAL SIGTERM
CMD ["python", "worker.py"]
