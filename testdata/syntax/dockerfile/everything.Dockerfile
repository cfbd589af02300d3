# syntax=docker/dockerfile:1.7-labs
# check=skip=JSONArgsRecommended
# A comment ends the directives, # escape=` is one too.
# escape=`
ARG NODE_VERSION=22 \
    DISTRO="bookworm"
ARG REGISTRY

FROM --platform=$BUILDPLATFORM ${REGISTRY:-docker.io}/node:${NODE_VERSION}-$DISTRO AS build
LABEL maintainer="ops@example.test" \
      "org.example.title"='The shop'
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
WORKDIR /src
COPY --chown=node:node --link package.json package-lock.json* ./
RUN --mount=type=cache,target=/root/.npm \
    # the cache stays out of the image

    npm ci \
 && npm cache verify
COPY <<EOF <<-"NGINX" /etc/shop/
PORT=$PORT
EOF
	server {
		listen 8080;
	}
	NGINX
RUN <<SCRIPT
set -e
npm run build
SCRIPT
RUN cat <<ONE > /one && cat <<'TWO' > /two
1
ONE
2
TWO
ADD --checksum=sha256:0a1b2c https://example.test/tool.tar.gz /opt/
ADD ["a b.txt", "c\u0064.txt", "/data/"]

from scratch as empty
onbuild env TRIGGERED=yes

FROM node:22-slim
ARG PORT=3000
ENV PORT=$PORT HOST="0.0.0.0" GREETING='$HOME sweet' ESCAPED=a\ b\$c
ENV LEGACY the whole line "counts"
ENV ADDRESS=${HOST:-127.0.0.1}:${PORT:+$PORT} \
    EMPTY=
EXPOSE ${PORT} 9229/tcp 7000-7005/udp
VOLUME ["/data"]
USER node:node
STOPSIGNAL SIGTERM
COPY --from=build /src/dist /srv/
COPY --from=0 /etc/shop /etc/shop
HEALTHCHECK --interval=30s --timeout=3s --start-period=1m30s --start-interval=500ms --retries=5 \
  CMD curl -fsS http://localhost:3000/health || exit 1
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["node", "--enable-source-maps", "server.js", "quote \" and \\"]

FROM build AS worker
HEALTHCHECK NONE
ENTRYPOINT node worker.js --queue "$QUEUE"
MAINTAINER nobody
