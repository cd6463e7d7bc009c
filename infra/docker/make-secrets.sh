#!/usr/bin/env bash
# Makes every secret of an installation, each in a file of its own, once: what is there stays as it is.
# Usage: infra/docker/make-secrets.sh [folder]
set -euo pipefail
umask 077
folder="${1:-"$(dirname "${BASH_SOURCE[0]}")/secrets"}"
mkdir -p "$folder"

# A file with random letters and digits, fit for an address and for Kafka's own settings.
random() {
  [[ -s "$folder/$1" ]] || openssl rand -hex 32 >"$folder/$1"
}

[[ -s "$folder/master.key" ]] || openssl rand -base64 32 >"$folder/master.key"
[[ -s "$folder/newid.secret" ]] || openssl rand -base64 32 >"$folder/newid.secret"
[[ -s "$folder/mongo.keyfile" ]] || openssl rand -base64 512 | tr -d '\n' >"$folder/mongo.keyfile"
random metrics.token
random mongo-root.password
random kafka-admin.password
for service in identity-access programme-design story-submission panel-review impact-reporting; do
  random "mongo-$service.password"
  random "kafka-$service.password"
  printf 'mongodb://%s:%s@mongo:27017/?replicaSet=newid&authSource=admin\n' \
    "$service" "$(cat "$folder/mongo-$service.password")" >"$folder/mongo-$service.url"
done
# Docker hands each file over as it is, and the account in the containers (10001) is not yours. The folder keeps others out.
chmod 644 "$folder"/*
chmod 700 "$folder"
echo "The secrets are in $folder. Keep a copy of master.key and newid.secret apart from every backup of the data:"
echo "without master.key nobody can ever read a story again, and with it and a backup anybody can."
