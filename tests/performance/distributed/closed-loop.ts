export interface Loop {
  readonly milliseconds: number;
  /** Of each call, in no order. */
  readonly latencies: readonly number[];
}

/** So many callers, each of which asks again as soon as it has its answer. */
export async function closedLoop(
  count: number,
  callers: number,
  call: (at: number) => Promise<unknown>,
): Promise<Loop> {
  const latencies: number[] = [];
  let next = 0;
  const caller = async (): Promise<void> => {
    for (let at = next++; at < count; at = next++) {
      const asked = performance.now();
      await call(at);
      latencies.push(performance.now() - asked);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  return { milliseconds: performance.now() - started, latencies };
}

/** The latency that only one in a hundred exceeds. */
export function p99({ latencies }: Loop): number {
  const sorted = [...latencies].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}
