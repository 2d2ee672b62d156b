# The command as an image: `npm ci`, which makes dist/, then `docker build --tag specgate .`; docs/ci/docker.md shows its use.
# Where you build it, pin the base by its digest, as node:24-alpine@sha256:…, which `docker buildx imagetools inspect` tells.
FROM node:24-alpine

LABEL org.opencontainers.image.title="Specgate" \
  org.opencontainers.image.description="The security gate for OpenAPI" \
  org.opencontainers.image.licenses="MIT"

# git is for --since, as new as Alpine has it. A mounted checkout belongs to somebody else than the user in here, which git refuses unless told.
# hadolint ignore=DL3018
RUN apk add --no-cache git && git config --system --add safe.directory '*'

COPY package.json LICENSE /opt/specgate/
COPY bin/ /opt/specgate/bin/
COPY dist/*.cjs dist/THIRD-PARTY.txt /opt/specgate/dist/

WORKDIR /spec
USER 1000:1000
ENTRYPOINT ["node", "/opt/specgate/bin/specgate.js"]
