# EASel for others to use: page and relay in one process. docs/hosting.md says how to run it.
FROM node:24-slim AS build
WORKDIR /src
COPY . .
RUN npx -y pnpm@12.21.0 install --frozen-lockfile && npx -y pnpm@12.21.0 run build

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
# The proxy is one file and the page is files beside it; nothing else is needed, no package and no shell script.
COPY --from=build /src/apps/proxy/package.json apps/proxy/package.json
COPY --from=build /src/apps/proxy/dist/node.js apps/proxy/dist/node.js
COPY --from=build /src/apps/web/dist apps/web/dist
# Belongs to root and is run by somebody who may not change it: node, by number, because Kubernetes' runAsNonRoot
# cannot tell from a name that it is not root.
USER 1000:1000
EXPOSE 4400
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4400/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "apps/proxy/dist/node.js", "--host", "0.0.0.0", "--port", "4400"]
# Without arguments it is public and needs EASEL_PUBLIC_HOST; any argument replaces this one.
CMD ["--public"]
