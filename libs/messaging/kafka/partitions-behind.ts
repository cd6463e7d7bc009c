import type { Admin } from 'kafkajs';

export interface PartitionBehind {
  readonly topic: string;
  readonly partition: number;
  /** Offset of the next record that the group takes. */
  readonly next: number;
  /** Offset after the last record. */
  readonly end: number;
}

/** How far a group is in each partition: as committed, or as we ourselves have taken since. */
export async function partitionsBehind(
  admin: Admin,
  groupId: string,
  topics: readonly string[],
  takenHere: (topic: string, partition: number) => number | undefined,
): Promise<readonly PartitionBehind[]> {
  const committed = new Map(
    (await admin.fetchOffsets({ groupId, topics: [...topics] })).flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => [`${topic}/${String(partition)}`, Number(offset)] as const),
    ),
  );
  const found: PartitionBehind[] = [];
  for (const topic of topics) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      // Nothing committed yet is -1: it begins at what is kept.
      const known = Math.max(Number(low), committed.get(`${topic}/${String(partition)}`) ?? -1);
      const next = Math.max(known, takenHere(topic, partition) ?? -1);
      found.push({ topic, partition, next, end: Number(high) });
    }
  }
  return found;
}
