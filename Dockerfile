# docker build -t dblab-telemetry .        buildah bud -t dblab-telemetry .
# Both bases can be others: BUILD_BASE needs Node.js and npm, BASE what Debian 12 or newer has in its smallest form.
ARG BUILD_BASE=docker.io/library/node:24-bookworm-slim
ARG BASE=docker.io/library/debian:bookworm-slim

FROM ${BUILD_BASE} AS packages
WORKDIR /src
COPY package.json package-lock.json .npmrc basePath.mjs ./
COPY scripts/prepare.mjs scripts/compress.mjs scripts/
RUN node -e 'import("./scripts/prepare.mjs").then(({ install }) => install())'

FROM packages AS build
# The path below which it is published, if any, is part of the build; of the address nothing else is.
ARG PUBLIC_URL=
COPY . .
RUN PUBLIC_URL=${PUBLIC_URL} node scripts/standalone.mjs --out /out/app \
  && cp "$(command -v node)" /out/node \
  && mkdir -p /out/data

FROM ${BASE} AS image
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="DBLab Telemetry" \
  org.opencontainers.image.description="The open telemetry service of DBLab Engine" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}" \
  org.cyclonedx.sbom="/app/sbom.cdx.json"
COPY --from=build /out/node /usr/local/bin/node
COPY --from=build /out/app /app
# By number, so that whoever runs it sees that it is not root.
COPY --from=build --chown=10001:10001 /out/data /data
WORKDIR /app
USER 10001:10001
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data NODE_ENV=production
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
# Whether it takes events; a process whose database is away does, too.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/ready`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.mjs"]
