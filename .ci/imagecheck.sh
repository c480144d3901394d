#!/bin/bash
# Builds a project's Dockerfile with a real Docker engine and runs the image as Fly.io would (256 MB, read-only, no
# capabilities), on a Debian machine that reaches package registries but no image registry. The FROM names are made
# locally: python:3.11-slim-bookworm and python:3.13-slim-trixie from Debian's own Python, the uv image from PyPI's uv.
#
# usage: imagecheck.sh PROJECT [docker run options ...]     needs root
# env:   IMAGE_ENV="K=V K=V"  passed to the container    HEALTH=/healthz    PORT=8080    KEEP=path of a kept base tar
#        THEN="command"  run at the end on the same engine, with the image as project:check
# exit:  3 where no engine can run or no Debian packages can be had: then nothing is said about the image
set -euo pipefail
cannot() { echo "imagecheck: $*" >&2; exit 3; }
project=$(realpath "$1"); shift
port=${PORT:-8080} health=${HEALTH:-/healthz} work=$(mktemp -d /tmp/imagecheck.XXXX)
froms=$(grep -oiE '^(FROM|COPY --from=)[ ]*[^ ]+' "$project/Dockerfile" | sed -E 's/^(FROM|COPY --from=)[ ]*//I')
python_tag=$(grep -oE '^python:[^ ]+' <<<"$froms" | sort -u | head -1)
uv_tag=$(grep -oE '^ghcr.io/astral-sh/uv:[^ ]+' <<<"$froms" | sort -u | head -1 || true)
case $python_tag in *trixie) suite=trixie ;; *bookworm) suite=bookworm ;;
  *) echo "imagecheck: FROM must name python:3.11-slim-bookworm or python:3.13-slim-trixie, not '$python_tag'" >&2; exit 2 ;; esac
command -v dockerd >/dev/null && command -v mmdebstrap >/dev/null || {
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker.io iptables mmdebstrap >/dev/null \
    || cannot "docker.io and mmdebstrap cannot be installed"; }
base=${KEEP:-$work/base.tar}
[ -s "$base" ] || mmdebstrap --quiet --variant=minbase --include=python3,python3-venv,python3-pip,ca-certificates "$suite" "$base" \
  || cannot "a base of Debian's $suite cannot be made"
dockerd --data-root "$work/data" --exec-root "$work/exec" -H "unix://$work/d.sock" --pidfile "$work/pid" --iptables=false \
  --ip-forward=false --ip-masq=false --bridge=none --storage-driver overlay2 --default-ulimit nofile=1024:1024 >"$work/log" 2>&1 &
docker() { /usr/bin/docker -H "unix://$work/d.sock" "$@"; }
export DOCKER_BUILDKIT=1
trap 'docker rm -f check >/dev/null 2>&1 || true; kill "$(cat "$work/pid")" 2>/dev/null || true; sleep 2; umount "$work/exec/netns/default" 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 75); do docker info >/dev/null 2>&1 && break; sleep .2; done
docker info >/dev/null 2>&1 || cannot "dockerd does not start: $(tail -n 1 "$work/log")"
docker import "$base" rootfs:1 >/dev/null
mkdir "$work/c"; cp /etc/ssl/certs/ca-certificates.crt "$work/c/ca.crt"
for conf in "${PIP_CONFIG_FILE:-}" /etc/pip.conf ~/.config/pip/pip.conf ~/.pip/pip.conf; do [ -f "$conf" ] && break; done
cp "$conf" "$work/c/pip.conf" 2>/dev/null || : >"$work/c/pip.conf"
cat >"$work/c/Dockerfile" <<'D'
FROM rootfs:1
RUN ln -sf /usr/bin/python3 /usr/local/bin/python && ln -sf /usr/bin/python3 /usr/local/bin/python3 \
 && rm -f /usr/lib/python3*/EXTERNALLY-MANAGED && mkdir -p /etc/uv && echo 'system-certs = true' >/etc/uv/uv.toml
COPY ca.crt /etc/ssl/certs/ca-certificates.crt
COPY pip.conf /etc/pip.conf
ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
CMD ["python3"]
D
docker build -q --network host -t "$python_tag" "$work/c" >/dev/null
if [ -n "$uv_tag" ]; then
  python3 -m venv "$work/v"; "$work/v/bin/pip" -q install "uv==${uv_tag##*:}" 2>/dev/null; cp "$work/v/bin/uv" "$work/v/bin/uvx" "$work/c/"
  printf 'FROM scratch\nCOPY uv uvx /\n' >"$work/c/uv.Dockerfile"
  docker build -q -f "$work/c/uv.Dockerfile" -t "$uv_tag" "$work/c" >/dev/null
fi
sed '/^# syntax=/d' "$project/Dockerfile" >"$work/Dockerfile"     # the frontend image cannot be pulled here
docker build -q --network host -f "$work/Dockerfile" -t project:check "$project" >/dev/null
docker image inspect project:check --format 'size_mb={{.Size}} user={{.Config.User}}' | awk '{split($1,a,"=");printf "size_mb=%d %s\n",a[2]/1e6,$2}'
mkdir -m 777 "$work/vol"
env_args=(); for kv in ${IMAGE_ENV:-}; do env_args+=(-e "$kv"); done
docker run -d --name check --network host --memory 256m --memory-swap 256m --read-only --tmpfs /tmp --cap-drop ALL \
  --security-opt no-new-privileges -e PORT="$port" "${env_args[@]}" -v "$work/vol:/data" "$@" project:check >/dev/null
ok=1
for _ in $(seq 60); do curl -fsS -m 2 "http://127.0.0.1:$port$health" >"$work/health" 2>/dev/null && { ok=0; break; }; sleep .5; done
if [ $ok -ne 0 ]; then echo "imagecheck: $health did not answer in 30 s"; docker logs check 2>&1 | tail -30; exit 1; fi
echo "health: $(head -c 300 "$work/health")"
docker stats --no-stream --format 'memory={{.MemUsage}}' check
docker stop -t 30 check >/dev/null
docker inspect check --format 'exit={{.State.ExitCode}} oom={{.State.OOMKilled}}'
[ "$(docker inspect check --format '{{.State.ExitCode}}{{.State.OOMKilled}}')" = 0false ]
if [ -n "${THEN:-}" ]; then DOCKER_HOST="unix://$work/d.sock" bash -c "$THEN"; fi
