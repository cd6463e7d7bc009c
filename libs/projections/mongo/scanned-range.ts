import { compareValues, indexValue } from '../indexed-fields.js';
import type { Document, IndexValue } from '../read-model.js';
import type { FieldValue, Range } from '../view-storage.js';

interface Placed {
  readonly json: string;
  /** Values of the ordered fields, then the id. */
  readonly place: readonly IndexValue[];
}

export const isEqual = (document: Document, equals: readonly FieldValue[]): boolean =>
  equals.every(([field, value]) => compareValues(indexValue(document, field), value) === 0);

/**
 * Collects a range from documents in any order, in the memory of two pages: for a set that was made before the index, or
 * before its fields, were declared.
 */
export class ScannedRange {
  #found: Placed[] = [];

  constructor(private readonly range: Range) {}

  take(document: Document, json: string): void {
    const { equals, ordered, after, limit } = this.range;
    if (!isEqual(document, equals)) return;
    const place = [...ordered.map((field) => indexValue(document, field)), document.id];
    if (after !== undefined && this.#compare(place, [...after.values, after.id]) <= 0) return;
    this.#found.push({ json, place });
    if (this.#found.length >= 2 * limit) this.#cut();
  }

  result(): readonly string[] {
    this.#cut();
    return this.#found.map(({ json }) => json);
  }

  #cut(): void {
    this.#found.sort((one, other) => this.#compare(one.place, other.place));
    this.#found = this.#found.slice(0, this.range.limit);
  }

  #compare(one: readonly IndexValue[], other: readonly IndexValue[]): number {
    for (const [at, value] of one.entries()) {
      const order = compareValues(value, other[at] ?? null);
      if (order !== 0) return this.range.isDescending ? -order : order;
    }
    return 0;
  }
}
