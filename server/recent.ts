/** A bounded memory: what was not used for longest is forgotten first. */
export type Recent<Key, Value> = {
  get(key: Key): Value | undefined;
  /** Remembers a value and returns the key that was forgotten for it, if any. */
  set(key: Key, value: Value): Key | undefined;
  delete(key: Key): void;
  clear(): void;
};

/** Keeps at most `size` values. A Map remembers the order in which keys came, so using one takes it out and puts it in again. */
export function recent<Key, Value>(size: number): Recent<Key, Value> {
  const values = new Map<Key, Value>();
  return {
    get(key) {
      const value = values.get(key);
      if (value === undefined) return undefined;
      values.delete(key);
      values.set(key, value);
      return value;
    },
    set(key, value) {
      values.delete(key);
      values.set(key, value);
      if (values.size <= size) return undefined;
      const [oldest] = values.keys();
      values.delete(oldest as Key);
      return oldest;
    },
    delete: (key) => void values.delete(key),
    clear: () => values.clear(),
  };
}
