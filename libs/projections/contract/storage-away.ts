import { StorageUnavailable } from '#event-store/event-store.js';

import type { ViewStorage } from '../view-storage.js';

/** All of the port, so that a test can put something else in place of a part. */
const partsOf = (storage: ViewStorage): ViewStorage => ({
  ...(storage.keepsRetiredForMs === undefined ? {} : { keepsRetiredForMs: storage.keepsRetiredForMs }),
  sets: () => storage.sets(),
  create: (set, state) => storage.create(set, state),
  makeIndex: (set, of, index) => storage.makeIndex(set, of, index),
  serve: (set) => storage.serve(set),
  drop: (set) => storage.drop(set),
  write: (advances) => storage.write(advances),
  get: (set, of, id) => storage.get(set, of, id),
  find: (set, of, range) => storage.find(set, of, range),
  count: (set, of, equals) => storage.count(set, of, equals),
  walk: (set, of, afterId, limit) => storage.walk(set, of, afterId, limit),
});

/** The storage itself, but away when it is read for the 1st, 2nd, 4th, 8th … time: further and further apart. */
export function storageAway(storage: ViewStorage): ViewStorage {
  let asked = 0;
  const unlessAway = async <Answer>(read: () => Promise<Answer>): Promise<Answer> => {
    asked += 1;
    if (Number.isInteger(Math.log2(asked))) throw new StorageUnavailable('unreachable');
    return read();
  };
  return {
    ...partsOf(storage),
    get: (set, of, id) => unlessAway(() => storage.get(set, of, id)),
    find: (set, of, range) => unlessAway(() => storage.find(set, of, range)),
  };
}

/** The storage itself, but with room for so many changed documents in a transaction, however often it is tried. */
export const storageWithRoomFor = (documents: number, storage: ViewStorage): ViewStorage => ({
  ...partsOf(storage),
  write: async (advances) => {
    const changed = advances.flatMap(({ changes }) => changes.map(({ puts, removed }) => puts.length + removed.length));
    if (changed.reduce((sum, each) => sum + each, 0) > documents) throw new StorageUnavailable('unreachable');
    return storage.write(advances);
  },
});
