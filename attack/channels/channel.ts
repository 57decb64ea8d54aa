/** How an attacker asks. A family of probes is written for SQL, for GraphQL, or for both, and runs on every channel of its kind. */
import type { Relation, Target, Victim } from '../targets.ts';

export type Row = Record<string, string | null>;

/** What an attacker sees of one statement: values as text, and everything that could tell something in one text. */
export type Answer = {
  rows: Row[];
  /** What failed, with all that was said about it; null when nothing did. */
  error: string | null;
  /** Rows, messages and errors. */
  text: string;
  milliseconds: number;
};

export type Effort = {
  /** Latencies measured of each side. */
  rounds: number;
  /** Of many ways to ask the same, each how-manieth is taken: 1 for all. */
  every: number;
};

export const some = <Item>(ways: readonly Item[], { every }: Effort): Item[] => ways.filter((_, index) => index % every === 0);

type Scene = {
  role: string;
  relation: Relation;
  /** The columns of the relation that this role must not see. */
  targets: readonly Target[];
  victims: readonly Victim[];
  /** A row that this person may delete. */
  expendable: Victim;
  effort: Effort;
  claim(target: Target, victim: Victim, text: string): void;
  /** Says of a text that it might hold any value of any victim. */
  dump(answer: { text: string }): void;
};

export type SqlScene = Scene & {
  /** Whether statements other than queries are taken at all. */
  writes: boolean;
  version: number;
  /** Asks `probes` questions in one statement. What it changes stays for the rest of the family, and is then undone. */
  ask(sql: string, probes?: number): Promise<Answer>;
  /** The same, undone at once. */
  attempt(sql: string, probes?: number): Promise<Answer>;
};

export type Reply = { data: unknown; codes: string[]; text: string; milliseconds: number };

/** Names of GraphQL for a relation, as the server's own schema says. */
export type GraphqlNames = {
  type: string;
  list: string;
  one: string;
  orderBy: readonly string[];
  fields: ReadonlySet<string>;
  field(column: string): string;
  /** Lists of objects that refer to this one, and by which relation. */
  children: readonly { list: string; type: string; relation: string }[];
  creatable: ReadonlySet<string>;
};

export type GraphqlScene = Scene & {
  names: GraphqlNames;
  ask(query: string, variables?: Record<string, unknown>, probes?: number): Promise<Reply>;
};

/** One way to get at a value; each file of attack/probes holds one. */
export type Family = {
  name: string;
  sql?(scene: SqlScene): Promise<void>;
  graphql?(scene: GraphqlScene): Promise<void>;
};

/** Runs the part of a family that fits, for one person and one relation. */
export type Channel = {
  name: string;
  takes(family: Family): boolean;
  run(family: Family, person: { role: string; email: string }, relation: Relation): Promise<void>;
  stop(): Promise<void>;
};

/** What a channel is told besides how to ask: who stands where, and where to write things down. */
export type Setting = {
  targetsOf(relation: Relation, role: string): readonly Target[];
  victimsOf(relation: Relation): readonly Victim[];
  expendableOf(relation: Relation, role: string): Victim;
  effort: Effort;
  count(family: string, channel: string, probes: number): void;
  claim(place: { family: string; channel: string; role: string }, target: Target, victim: Victim, text: string): void;
};

/** What scenes of every kind have. */
export function sceneOf(setting: Setting, channel: string, family: Family, { role }: { role: string }, relation: Relation): Scene {
  const targets = setting.targetsOf(relation, role);
  const victims = setting.victimsOf(relation);
  const claim: Scene['claim'] = (target, victim, text) => setting.claim({ family: family.name, channel, role }, target, victim, text);
  return {
    role,
    relation,
    targets,
    victims,
    expendable: setting.expendableOf(relation, role),
    effort: setting.effort,
    claim,
    dump({ text }) {
      for (const target of targets) for (const victim of victims) claim(target, victim, text);
    },
  };
}
