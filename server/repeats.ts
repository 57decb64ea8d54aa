/** Called for something that happened; `more` is how often it happened again without being called, 0 when it is itself. */
type Tell = (more: number) => void;

/** Keeps what happens again and again from being told each time: whoever may cause it at any rate would fill what nobody can empty. */
export type Repeats = {
  /** Tells the first few of a kind in a minute, and the number of all others when the minute is over. */
  count(kind: string, tell: Tell): void;
  /** Tells what is due. */
  sweep(): void;
  /** Tells everything that was held back. */
  end(): void;
};

const minute = 60_000;
const toldEach = 5;
const mostKinds = 10_000;

/** `now` is in milliseconds since the epoch. */
export function repeats({ now }: { now(): number }): Repeats {
  const kinds = new Map<string, { since: number; times: number; tell: Tell }>();

  function finish(kind: string): void {
    const known = kinds.get(kind);
    kinds.delete(kind);
    if (known !== undefined && known.times > toldEach) known.tell(known.times - toldEach);
  }

  function sweep(): void {
    // oldest first, as a Map keeps them
    for (const [kind, { since }] of kinds) {
      if (now() - since < minute && kinds.size <= mostKinds) break;
      finish(kind);
    }
  }

  return {
    count(kind, tell) {
      const known = kinds.get(kind);
      if (known !== undefined && now() - known.since < minute) {
        known.times += 1;
        known.tell = tell;
        if (known.times <= toldEach) tell(0);
        return;
      }
      finish(kind);
      kinds.set(kind, { since: now(), times: 1, tell });
      tell(0);
      if (kinds.size > mostKinds) sweep();
    },
    sweep,
    end() {
      for (const kind of [...kinds.keys()]) finish(kind);
    },
  };
}
