import { createHash } from 'node:crypto';
import { getNamedType, isEnumType, valueFromASTUntyped, type DocumentNode, type GraphQLInputType, type GraphQLSchema, type OperationDefinitionNode } from 'grafast/graphql';
import { createReadPlans, type Level, type TypeLevel, type When } from './read_plan.ts';
import { comparedBy } from './relation_marks.ts';

/** What an operation read of one relation. Names, counts and keys, never another value of a row. */
export type RelationRead = {
  /** Columns that were shown. */
  columns: string[];
  /** Columns by which it was filtered or sorted: whoever picks them well learns their values too. */
  compared: string[];
  /** Rows in the answer, as often as they stand there. */
  rows: number;
  /** Whether all rows that match were counted, whatever the page showed of them. */
  counted?: true;
  /** Keys of the rows, the first of them when there are many; with how many there are, and the SHA-256 of all in order, a line each. */
  keys?: string[];
  key_count?: number;
  key_digest?: string;
};

/** What an operation read, by relation (`schema.name`). */
export type Receipt = Readonly<Record<string, RelationRead>>;

export type Prepared = {
  /** What to execute in place of the client's document: it may ask for more, which `take` strips from the answer. */
  document: DocumentNode;
  kind: 'query' | 'mutation' | 'subscription';
  /** The operation's name as the client chose it, or null. */
  name: string | null;
  /** The fields at the operation's root. */
  fields: readonly string[];
  /** Whether `take` changes the answer, and so has to be called before it is sent. */
  strips: boolean;
  /** False for what asks the database nothing. */
  reads: boolean;
  /** Reads an answer: an object, or the text of one. */
  take(data: unknown): Receipt;
  /** The ids of the rows that a change names. */
  targets(): string[];
};

export type Readers = (asked: { document: DocumentNode; operationName: string | null | undefined; variables: Variables; byKey: boolean }) => Prepared | null;

type Variables = Readonly<Record<string, unknown>>;
type Options = {
  schema: GraphQLSchema;
  /** Columns whose reading is recorded row by row, as `schema.relation.column`. */
  classified: ReadonlySet<string>;
};

const mostKeys = 1000;
const longestName = 100;

/** An operation's name as it is recorded: clients choose it. */
export function recordedName(name: string | undefined): string | null {
  return name?.slice(0, longestName) ?? null;
}

/** Makes what reads answers along the plan of their operation. */
export function createReaders({ schema, classified }: Options): Readers {
  const plans = createReadPlans(schema);

  return ({ document, operationName, variables: given, byKey }) => {
    const plain = plans.of(document, operationName, byKey);
    if (plain === null) return null;
    const variables = withDefaults(plain.operation, given);
    const used = !byKey && classified.size > 0 && (showsClassified(plain.level, classified) || comparesClassified(plain.level, variables, classified)) ? (plans.of(document, operationName, true) ?? plain) : plain;
    return {
      document: used.document,
      kind: used.operation.operation,
      name: recordedName(used.operation.name?.value),
      fields: used.root.fields.map(({ name }) => name),
      strips: used.strips,
      reads: used.reads,
      take: (data) => walk(used.level, variables, typeof data === 'string' ? JSON.parse(data) : data, plans.typeAlias),
      targets: () => used.root.fields.flatMap((field) => field.arguments.flatMap(({ value }) => idsIn(valueFromASTUntyped(value, variables)))),
    };
  };
}

/** Adds what one answer held to what all before it did. Keys are those of the first answers, as many as an event may hold. */
export function addReceipt(sum: Record<string, RelationRead>, receipt: Receipt): void {
  for (const [relation, read] of Object.entries(receipt)) {
    const known = sum[relation];
    if (known === undefined) sum[relation] = read;
    else {
      known.rows += read.rows;
      if (known.keys !== undefined && known.keys.length < mostKeys) known.keys = [...new Set([...known.keys, ...(read.keys ?? [])])];
      // an event is delivered once, so there are as many keys as rows; a digest of all would need all of them
      if (known.keys !== undefined) known.key_count = known.rows;
      delete known.key_digest;
    }
  }
}

function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, given: Variables): Variables {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) => (defaultValue && !Object.hasOwn(given, variable.name.value) ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : []));
  return defaults.length === 0 ? given : { ...given, ...Object.fromEntries(defaults) };
}

function holds(when: readonly When[], variables: Variables): boolean {
  return when.length === 0 || when.some((all) => all.every(({ variable, is }) => variables[variable] === is));
}

function showsClassified(level: Level, classified: ReadonlySet<string>): boolean {
  return [...level.types.values()].some(({ relation, fields }) => fields.some(({ column, level: inner }) => classified.has(`${relation}.${column}`) || (inner !== null && showsClassified(inner, classified))));
}

function comparesClassified(level: Level, variables: Variables, classified: ReadonlySet<string>): boolean {
  return [...level.types.values()].some(({ fields }) =>
    fields.some(
      (field) =>
        field.arguments.some(({ type, value }) => comparedBy(type, valueFromASTUntyped(value, variables)).some(({ relation, column }) => classified.has(`${relation}.${column}`))) ||
        (field.level !== null && comparesClassified(field.level, variables, classified)),
    ),
  );
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function idsIn(argument: unknown): string[] {
  const id = typeof argument === 'object' && argument !== null ? (argument as { id?: unknown }).id : argument;
  return typeof id === 'string' && uuid.test(id) ? [id.toLowerCase()] : [];
}

/** Whether an argument says in which order rows come, and not which. */
function isOrder(type: GraphQLInputType): boolean {
  return isEnumType(getNamedType(type));
}

type Found = { columns: Set<string>; compared: Set<string>; rows: number; counted: boolean; keys: Set<string> | null };

/** Walks an answer: notes what was asked for, counts what came, and takes out what the client did not ask for. */
function walk(level: Level, variables: Variables, data: unknown, typeAlias: string): Receipt {
  const found = new Map<string, Found>();
  const noted = new Set<TypeLevel>();

  function of(relation: string): Found {
    let known = found.get(relation);
    if (known === undefined) found.set(relation, (known = { columns: new Set(), compared: new Set(), rows: 0, counted: false, keys: null }));
    return known;
  }

  // what was asked for counts as read also where no row came: that there is none is an answer
  function note(type: TypeLevel): void {
    if (noted.has(type)) return;
    noted.add(type);
    const own = type.relation === undefined ? undefined : of(type.relation);
    for (const field of type.fields) {
      if (!holds(field.when, variables)) continue;
      if (field.column !== undefined) own?.columns.add(field.column);
      if (field.counts && own !== undefined) own.counted = true;
      for (const { type: argumentType, value } of field.arguments) {
        for (const { relation, column } of comparedBy(argumentType, valueFromASTUntyped(value, variables))) {
          const other = of(relation);
          if (column !== null) other.compared.add(column);
          if (column !== null && field.showsOrder && isOrder(argumentType)) other.columns.add(column);
        }
      }
      if (field.level !== null && !field.level.abstract) for (const inner of field.level.types.values()) note(inner);
    }
  }

  function visitValue(at: Level, value: unknown): void {
    if (Array.isArray(value)) {
      for (const one of value) visitValue(at, one);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const object = value as Record<string, unknown>;
    const type = at.abstract ? at.types.get(object[typeAlias] as string) : at.types.values().next().value;
    if (at.abstract) delete object[typeAlias];
    if (type === undefined) return;
    if (at.abstract) note(type);
    if (type.rows && type.relation !== undefined) {
      const own = of(type.relation);
      own.rows += 1;
      if (type.keyAliases.length > 0) {
        (own.keys ??= new Set()).add(type.keyAliases.map((alias) => String(object[alias])).join(','));
        for (const alias of type.keyAliases) delete object[alias];
      }
    }
    for (const { key, level: inner, added } of type.inner) {
      visitValue(inner as Level, object[key]);
      if (added) delete object[key];
    }
  }

  for (const type of level.types.values()) note(type);
  visitValue(level, data);
  return Object.fromEntries([...found].map(([relation, one]) => [relation, readOf(one)]));
}

function readOf({ columns, compared, rows, counted, keys }: Found): RelationRead {
  return { columns: [...columns].sort(), compared: [...compared].sort(), rows, ...(counted ? { counted } : {}), ...(keys === null ? {} : keysOf([...keys].sort())) };
}

function keysOf(keys: string[]): Pick<RelationRead, 'keys' | 'key_count' | 'key_digest'> {
  return { keys: keys.slice(0, mostKeys), key_count: keys.length, key_digest: createHash('sha256').update(keys.map((key) => `${key}\n`).join('')).digest('hex') };
}
