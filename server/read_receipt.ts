import { createHash, randomBytes } from 'node:crypto';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'grafast/graphql';
import { columnOf, comparedBy, keyFieldsOf, markOf } from './relation_marks.ts';

/** What an operation read of one relation. Names, counts and keys, never another value of a row. */
export type RelationRead = {
  /** Columns that were shown. */
  columns: string[];
  /** Columns by which it was filtered or sorted: whoever picks them well learns their values too. */
  compared: string[];
  /** Rows in the answer, as often as they stand there. */
  rows: number;
  /** Columns that were shown masked. */
  masked: string[];
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

/** Conditions of @include and @skip that hold together. */
type When = readonly { variable: string; is: boolean }[];
type Argument = { type: GraphQLInputType; value: ValueNode };
type Field = { key: string; name: string; column: string | undefined; counts: boolean; when: When[]; arguments: Argument[]; level: Level | null };
type TypeLevel = { relation: string | undefined; rows: boolean; keyAliases: string[]; fields: Field[]; inner: Field[] };
/** A selection: one type, or one of several that only the answer tells apart. */
type Level = { abstract: boolean; types: ReadonlyMap<string, TypeLevel> };
type Compiled = { document: DocumentNode; operation: OperationDefinitionNode; level: Level; root: TypeLevel; strips: boolean; reads: boolean; isClassified: boolean };

const mostKeys = 1000;
const longestName = 100;

/**
 * Makes what reads answers. It compiles an operation once, to a tree of the relations and columns behind its fields, and walks each
 * answer along that tree.
 *
 * Where an answer does not say enough, the document that is executed asks for more under aliases that nobody can guess: the type of
 * an object that could be of several, and the keys of the rows where the reading is recorded by key.
 */
export function createReaders({ schema, classified }: Options): Readers {
  const secret = randomBytes(9).toString('hex');
  const typeAlias = `tenet_type_${secret}`;
  const keyAlias = `tenet_key_${secret}_`;
  const cache = new WeakMap<DocumentNode, Map<string, Compiled | null>>();

  function compiled(document: DocumentNode, operationName: string | null | undefined, byKey: boolean): Compiled | null {
    let ofDocument = cache.get(document);
    if (ofDocument === undefined) cache.set(document, (ofDocument = new Map()));
    const name = `${byKey} ${operationName ?? ''}`;
    let known = ofDocument.get(name);
    if (known === undefined) ofDocument.set(name, (known = compile(document, operationName, byKey)));
    return known;
  }

  function compile(original: DocumentNode, operationName: string | null | undefined, byKey: boolean): Compiled | null {
    const document = rewrite(original, byKey);
    const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    const operation = operationName ? operations.find(({ name }) => name?.value === operationName) : operations.length === 1 ? operations[0] : undefined;
    const rootType = operation && schema.getRootType(operation.operation);
    if (!operation || !rootType) return null;
    const fragments = new Map(document.definitions.filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION).map((fragment) => [fragment.name.value, fragment]));
    const levels: TypeLevel[] = [];
    const level = compileLevel([{ set: operation.selectionSet, when: [] }], rootType);
    const root = level.types.get(rootType.name) as TypeLevel;

    function compileLevel(sets: { set: SelectionSetNode; when: When }[], type: GraphQLCompositeType): Level {
      const types = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
      return { abstract: isAbstractType(type), types: new Map(types.map((one) => [one.name, compileType(sets, one)])) };
    }

    function compileType(sets: { set: SelectionSetNode; when: When }[], type: GraphQLObjectType): TypeLevel {
      const found = new Map<string, { node: FieldNode; when: When }[]>();
      for (const { set, when } of sets) collect(set.selections, type, when, found);
      const mark = markOf(type);
      const fields = [...found].filter(([key]) => key !== typeAlias && !key.startsWith(keyAlias)).flatMap(([key, nodes]) => compileField(key, nodes, type));
      const keyAliases = [...found.keys()].filter((key) => key.startsWith(keyAlias));
      const compiledType = { relation: mark?.relation, rows: mark?.rows ?? false, keyAliases, fields, inner: fields.filter(({ level }) => level !== null) };
      levels.push(compiledType);
      return compiledType;
    }

    function collect(selections: readonly SelectionNode[], type: GraphQLObjectType, around: When, found: Map<string, { node: FieldNode; when: When }[]>): void {
      for (const selection of selections) {
        const own = conditionsOf(selection.directives);
        if (own === null) continue;
        const when = own.length === 0 ? around : [...around, ...own];
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          const nodes = found.get(key);
          if (nodes === undefined) found.set(key, [{ node: selection, when }]);
          else nodes.push({ node: selection, when });
          continue;
        }
        const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (inner === undefined) continue;
        const condition = inner.typeCondition ? schema.getType(inner.typeCondition.name.value) : type;
        if (condition === type || (isAbstractType(condition) && schema.isSubType(condition, type))) collect(inner.selectionSet.selections, type, when, found);
      }
    }

    function compileField(key: string, nodes: { node: FieldNode; when: When }[], parent: GraphQLObjectType): Field[] {
      const { name } = (nodes[0] as { node: FieldNode }).node;
      const field = parent.getFields()[name.value];
      if (field === undefined) return [];
      const type = getNamedType(field.type);
      const sets = nodes.flatMap(({ node, when }) => (node.selectionSet ? [{ set: node.selectionSet, when }] : []));
      const given = (nodes[0] as { node: FieldNode }).node.arguments ?? [];
      return [
        {
          key,
          name: name.value,
          column: columnOf(field),
          counts: name.value === 'totalCount' && markOf(parent)?.rows === false,
          when: nodes.some(({ when }) => when.length === 0) ? [] : nodes.map(({ when }) => when),
          arguments: given.flatMap(({ name: { value: argument }, value }) => field.args.filter((one) => one.name === argument).map((one) => ({ type: one.type, value }))),
          level: isCompositeType(type) ? compileLevel(sets, type) : null,
        },
      ];
    }

    const isClassified = levels.some(({ relation, fields }) => fields.some(({ column }) => classified.has(`${relation}.${column}`)));
    return { document, operation, level, root, strips: document !== original, reads: levels.some(({ relation }) => relation !== undefined), isClassified };
  }

  /** Adds the type to every selection whose type only the answer tells, and the keys to every selection of rows. */
  function rewrite(document: DocumentNode, byKey: boolean): DocumentNode {
    const types = new TypeInfo(schema);
    const keysOf = (type: GraphQLObjectType) => (byKey && markOf(type)?.rows ? (keyFieldsOf(type) ?? []) : []).map((field, place) => fieldNode(field, `${keyAlias}${place}`));
    return visit(
      document,
      visitWithTypeInfo(types, {
        SelectionSet: {
          leave(node): SelectionSetNode | undefined {
            const type = types.getParentType();
            if (!type) return undefined;
            const more: SelectionNode[] = isAbstractType(type)
              ? [fieldNode('__typename', typeAlias), ...schema.getPossibleTypes(type).flatMap((one) => fragmentOn(one, keysOf(one)))]
              : keysOf(type as GraphQLObjectType);
            return more.length === 0 ? undefined : { ...node, selections: [...node.selections, ...more] };
          },
        },
      }),
    );
  }

  return ({ document, operationName, variables: given, byKey }) => {
    const plain = compiled(document, operationName, byKey);
    if (plain === null) return null;
    const variables = withDefaults(plain.operation, given);
    const compares = classified.size > 0 && !byKey && comparesClassified(plain.level, variables, classified);
    const used = !byKey && (plain.isClassified || compares) ? (compiled(document, operationName, true) ?? plain) : plain;
    return {
      document: used.document,
      kind: used.operation.operation,
      name: used.operation.name?.value.slice(0, longestName) ?? null,
      fields: used.root.fields.map(({ name }) => name),
      strips: used.strips,
      reads: used.reads,
      take: (data) => walk(used.level, variables, typeof data === 'string' ? JSON.parse(data) : data, typeAlias),
      targets: () => used.root.fields.flatMap((field) => field.arguments.flatMap(({ value }) => idsIn(valueFromASTUntyped(value, variables)))),
    };
  };
}

function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, given: Variables): Variables {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) => (defaultValue && !Object.hasOwn(given, variable.name.value) ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : []));
  return defaults.length === 0 ? given : { ...given, ...Object.fromEntries(defaults) };
}

function fieldNode(name: string, alias: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name }, alias: { kind: Kind.NAME, value: alias } };
}

function fragmentOn(type: GraphQLObjectType, selections: SelectionNode[]): SelectionNode[] {
  if (selections.length === 0) return [];
  return [{ kind: Kind.INLINE_FRAGMENT, typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } }, selectionSet: { kind: Kind.SELECTION_SET, selections } }];
}

/** The conditions under which a selection counts; null when it never does. */
function conditionsOf(directives: readonly DirectiveNode[] | undefined): When | null {
  const conditions: { variable: string; is: boolean }[] = [];
  for (const { name, arguments: given } of directives ?? []) {
    if (name.value !== 'include' && name.value !== 'skip') continue;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const is = name.value === 'include';
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, is });
    else if (value?.kind === Kind.BOOLEAN && value.value !== is) return null;
  }
  return conditions;
}

function holds(when: readonly When[], variables: Variables): boolean {
  return when.length === 0 || when.some((all) => all.every(({ variable, is }) => variables[variable] === is));
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
    for (const { key, level: inner } of type.inner) visitValue(inner as Level, object[key]);
  }

  for (const type of level.types.values()) note(type);
  visitValue(level, data);
  return Object.fromEntries([...found].map(([relation, one]) => [relation, readOf(one)]));
}

function readOf({ columns, compared, rows, counted, keys }: Found): RelationRead {
  return { columns: [...columns].sort(), compared: [...compared].sort(), rows, masked: [], ...(counted ? { counted } : {}), ...(keys === null ? {} : keysOf([...keys].sort())) };
}

function keysOf(keys: string[]): Pick<RelationRead, 'keys' | 'key_count' | 'key_digest'> {
  return { keys: keys.slice(0, mostKeys), key_count: keys.length, key_digest: createHash('sha256').update(keys.map((key) => `${key}\n`).join('')).digest('hex') };
}
