#!/usr/bin/env bash
# Formats an empty volume, with a SCRAM user for each service, and starts the broker. Then grants each service its topics.
set -euo pipefail
kafka=/opt/kafka
settings=/tmp/server.properties
password_of() { cat "/run/secrets/kafka-$1.password"; }
sed "s/ADMIN_PASSWORD/$(password_of admin)/" /newid/server.properties >"$settings"
chmod 600 "$settings"

if [[ ! -f /var/lib/kafka/data/meta.properties ]]; then
  users=()
  for user in admin identity-access programme-design story-submission panel-review impact-reporting; do
    users+=(--add-scram "SCRAM-SHA-512=[name=$user,password=$(password_of "$user")]")
  done
  "$kafka/bin/kafka-storage.sh" format --cluster-id "$("$kafka/bin/kafka-storage.sh" random-uuid)" \
    --config "$settings" "${users[@]}"
fi
exec "$kafka/bin/kafka-server-start.sh" "$settings"
