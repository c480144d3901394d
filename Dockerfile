# syntax=docker/dockerfile:1
# The bot on a Debian that holds what it runs on and nothing that builds or installs: 3.13, since its Debian is the newer
# one with the newer SQLite, and the smaller.

# What the bot stands on, pinned and hashed. Its docstrings and the standard library's, which nobody reads at run time, are
# left out of what is compiled: they would take 9 MB of a machine's 256. The command line of httpx takes 4 MB of terminal
# drawing along.
FROM python:3.13-slim-trixie AS packages
COPY requirements.txt /
RUN python -m venv --without-pip /venv \
 && python -m pip --python /venv/bin/python install --no-cache-dir --no-compile --require-hashes --only-binary :all: \
    --requirement /requirements.txt \
 && for packages in /venv/lib/python*/site-packages; do \
      rm -rf "$packages"/numpy/f2py "$packages"/numpy/_core/include "$packages"/sqlalchemy/testing \
        "$packages"/sqlalchemy/dialects/mssql "$packages"/sqlalchemy/dialects/mysql "$packages"/sqlalchemy/dialects/oracle; \
      find "$packages"/pygments/lexers -name '*.py' ! -name __init__.py ! -name _mapping.py -delete; \
    done \
 && find /venv -depth -type d -name tests -exec rm -rf {} + \
 && find /venv -name '*.pyi' -delete \
 && rm /venv/lib/python*/site-packages/httpx/_main.py \
 && for packages in /venv/lib/python*/site-packages; do echo /app >"$packages/architecture_advisor.pth"; done \
 && printf '#!/bin/sh\nexec /venv/bin/python -m bot.container "$@"\n' >/venv/bin/advisor && chmod 755 /venv/bin/advisor \
 && python -OO -m compileall -q -j 0 --invalidation-mode unchecked-hash /venv \
 && find /venv -name '*.opt-2.pyc' -exec sh -c 'for each; do mv "$each" "${each%.opt-2.pyc}.pyc"; done' sh {} +

# The bot itself.
FROM python:3.13-slim-trixie AS bot
COPY bot /app/bot
COPY rules /app/rules
RUN python -m compileall -q -j 0 --invalidation-mode unchecked-hash /app

# The system without what only builds, installs, translates or explains. The list of Debian's packages stays, for those
# who look for known holes, and so do all licences.
FROM python:3.13-slim-trixie AS system
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin advisor \
 && mkdir /slim && cp -a /bin /etc /lib* /sbin /usr /slim \
 && install -d /slim/dev /slim/proc /slim/run /slim/sys /slim/root /slim/var/lib/dpkg \
 && install -d -m 1777 /slim/tmp /slim/var/tmp \
 && install -d -o advisor -g advisor /slim/data \
 && cp -a /var/lib/dpkg/status /slim/var/lib/dpkg
WORKDIR /slim/usr
RUN rm -rf bin/apt* bin/dpkg* bin/perl* bin/sqv bin/pip* lib/apt lib/dpkg lib/*/libapt-* lib/*/gconv lib/*/perl* \
    lib/python3/dist-packages sbin/dpkg* share/dpkg share/info share/lintian share/locale share/man share/perl* \
    share/python-wheels ../etc/apt ../etc/pip.conf \
    local/bin/idle* local/bin/pip* local/bin/*-config local/include local/lib/python*/dist-packages \
    local/lib/python*/site-packages/* \
 && find share/doc -type f ! -name copyright -delete \
 && find . -type f -perm /6000 -exec chmod ug-s {} + \
 && for stdlib in lib/python3.* local/lib/python3.*; do \
      [ -d "$stdlib" ] || continue; \
      rm -rf "$stdlib"/config-* "$stdlib"/ensurepip "$stdlib"/idlelib "$stdlib"/pydoc_data "$stdlib"/turtledemo; \
      find "$stdlib" -depth -type d \( -name test -o -name tests \) -exec rm -rf {} +; \
      python -OO -m compileall -q -j 0 --invalidation-mode unchecked-hash "$stdlib" || exit 1; \
      find "$stdlib" -name '*.opt-2.pyc' -exec sh -c 'for each; do mv "$each" "${each%.opt-2.pyc}.pyc"; done' sh {} +; \
    done \
 && test -s /slim/etc/ssl/certs/ca-certificates.crt

FROM scratch
COPY --from=system /slim /
COPY --from=packages /venv /venv
COPY --from=bot /app /app
ARG REVISION=unknown
LABEL org.opencontainers.image.title="architecture-advisor" \
      org.opencontainers.image.description="Asks about a system's pain points and recommends AWS Lambda, containers or a monolith" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.base.name="python:3.13-slim-trixie"
# One arena for all threads: what one of them frees, another takes, and they take turns in Python anyway. Where in a line
# an error arose would take 1 MB for the columns of all that is loaded; the line itself is told.
ENV PATH=/venv/bin:/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MALLOC_ARENA_MAX=1 \
    PYTHONNODEBUGRANGES=1 \
    DATABASE=/data/bot.sqlite3 \
    HOST=0.0.0.0 \
    PORT=8080
WORKDIR /app
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
USER 10001:10001
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /healthz HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["advisor"]
CMD ["serve"]
