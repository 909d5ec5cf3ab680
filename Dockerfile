# Dependencies first, so that a change of the code does not fetch them again. The language model is one of them.
FROM python:3.11-slim-trixie AS build
WORKDIR /src
RUN python -m venv /venv
COPY requirements/build.txt requirements/base.txt requirements/
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/build.txt -r requirements/base.txt
COPY . .
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-trixie
RUN useradd --uid 10001 --create-home --home-dir /data communique
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1
USER 10001
# Where the SQLite file is kept when DATABASE_URL names no other database: the place for a volume.
WORKDIR /data
EXPOSE 8000
HEALTHCHECK --start-period=30s --interval=10s --timeout=5s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["communique", "serve", "--host", "0.0.0.0", "--port", "8000"]
