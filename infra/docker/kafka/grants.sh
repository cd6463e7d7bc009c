#!/usr/bin/env bash
# Makes the topics of infra/kafka/topics.json and lets each service write what it says, read what others say, and keep
# what it has parked. Does nothing twice.
set -euo pipefail
bin=/opt/kafka/bin
client=/tmp/admin.properties
at=(--bootstrap-server kafka:9092 --command-config "$client")
services=(identity-access programme-design story-submission panel-review impact-reporting)
umask 077
cat >"$client" <<END
security.protocol=SASL_PLAINTEXT
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="admin" password="$(cat /run/secrets/kafka-admin.password)";
END

# The numbers of infra/kafka/topics.json: the services compare them at every start.
make_topic() {
  "$bin/kafka-topics.sh" "${at[@]}" --create --if-not-exists --topic "$1" --partitions "$2" --replication-factor 1 \
    --config cleanup.policy=delete --config "retention.ms=$3" --config retention.bytes=-1 --config "max.message.bytes=$4"
}
for service in "${services[@]}"; do
  make_topic "newid.$service" 6 34560000000 8388608
  make_topic "newid.$service.parked" 1 -1 9437184
done
for service in "${services[@]}"; do
  allow=("$bin/kafka-acls.sh" "${at[@]}" --add --allow-principal "User:$service")
  "${allow[@]}" --producer --topic "newid.$service"
  "${allow[@]}" --producer --topic "newid.$service.parked"
  "${allow[@]}" --operation Read --operation DescribeConfigs --topic newid. --resource-pattern-type prefixed
  "${allow[@]}" --operation Read --operation Describe --group "$service" --resource-pattern-type prefixed
  "${allow[@]}" --operation Read --operation Describe --group "newid.$service" --resource-pattern-type prefixed
  "${allow[@]}" --operation IdempotentWrite --operation Describe --cluster
done
echo 'The topics are there, and each service may use its own.'
