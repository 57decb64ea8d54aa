# One image for server, worker and migrate: docker-compose.yml gives each its command and its login.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No embedded Postgres, no Node from npm, no install script.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY migrations migrations
COPY database database
COPY server server
COPY worker worker
COPY cli cli
RUN chmod -R a+rX . && install -d -o node /checkpoints
USER node
EXPOSE 5678
CMD ["node", "server/index.ts"]
