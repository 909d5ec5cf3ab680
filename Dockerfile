# The digest is that of the tag. To move to a newer one: docker buildx imagetools inspect python:3.11-slim-trixie
ARG PYTHON=python:3.11-slim-trixie@sha256:da047cb8f9d1d98e5c070f5300ba9f7274e33b8fc0e5be5ed88740aed1b95ba9

# Dependencies first, so that a change of the code does not fetch them again. The language model is one of them.
FROM ${PYTHON} AS build
WORKDIR /src
RUN python -m venv --without-pip /venv
COPY requirements/build.txt requirements/image.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/build.txt \
    && pip --python /venv/bin/python install --no-cache-dir --no-deps --require-hashes -r requirements/image.txt
# `import spacy` loads spaCy's command line, whose dependencies are left out (requirements/image.in).
WORKDIR /venv/lib/python3.11/site-packages
RUN rm -r spacy/cli && mkdir spacy/cli && touch spacy/cli/__init__.py && echo "info = None" >spacy/cli/info.py
COPY deploy/model.sha256 /src/deploy/
RUN sha256sum --check --quiet --strict /src/deploy/model.sha256
WORKDIR /src
COPY . .
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
    && pip --python /venv/bin/python install --no-cache-dir --no-deps /wheels/*.whl \
    && /venv/bin/communique extract seeds/iraq-us-2021.txt >/dev/null

FROM ${PYTHON}
RUN pip uninstall --yes pip setuptools wheel \
    && useradd --uid 10001 --create-home --home-dir /data communique
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1
USER 10001
# Where the SQLite file is kept when DATABASE_URL names no other database: the place for a volume.
WORKDIR /data
EXPOSE 8000
HEALTHCHECK --start-period=30s --interval=10s --timeout=5s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["communique", "serve", "--host", "0.0.0.0", "--port", "8000"]
