/** What `--json` prints: the numbers of an intact trail, or the first thing in it that does not fit. */
export type Answer =
  | {
      ok: true;
      anchored: boolean;
      batches: number;
      checkpoints: number;
      disclosed: number;
      events: number;
      forgotten: number;
      head: string;
      pruned: number;
      tenant_id: string;
      undisclosed: number;
    }
  | { ok: false; batch: number | null; line: number; position: number | null; reason: string };

export type Kept = { name: string; note: string; leaves: () => Buffer | undefined };

export function verify(chunks: AsyncIterable<Buffer> | Iterable<Buffer>, outside?: { keys?: string[]; kept?: Kept[] }): Promise<Answer>;

type Writer = { write(text: string): unknown };
export function run(argv: string[], streams?: { stdin?: AsyncIterable<Buffer>; stdout?: Writer; stderr?: Writer }): Promise<number>;

export function parseKey(vkey: string): { name: string; id: string; verify(text: string, signature: Buffer): boolean };

export class Tree {
  size: number;
  add(leaf: string): void;
  root(): string;
}
