import { randomBytes } from 'node:crypto';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  TypeInfo,
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
import { columnOf, keyFieldsOf, markOf } from './relation_marks.ts';

/** Conditions of @include and @skip that hold together. */
export type When = readonly { variable: string; is: boolean }[];
type Argument = { type: GraphQLInputType; value: ValueNode };
type Field = { key: string; name: string; column: string | undefined; counts: boolean; added: boolean; showsOrder: boolean; when: When[]; arguments: Argument[]; level: Level | null };
export type TypeLevel = { relation: string | undefined; rows: boolean; keyAliases: string[]; fields: Field[]; inner: Field[] };
/** A selection: one type, or one of several that only the answer tells apart. */
export type Level = { abstract: boolean; types: ReadonlyMap<string, TypeLevel> };
/** What to execute for an operation, and how to read its answer. */
export type ReadPlan = { document: DocumentNode; operation: OperationDefinitionNode; level: Level; root: TypeLevel; strips: boolean; reads: boolean };

export type ReadPlans = {
  /** The alias under which an answer tells the type of an object. */
  typeAlias: string;
  /** The plan of an operation; null when the document has none of that name. */
  of(document: DocumentNode, operationName: string | null | undefined, byKey: boolean): ReadPlan | null;
};

/**
 * Compiles each operation once, to a tree of the relations and columns behind its fields.
 *
 * Where an answer would not say enough, the document that is executed asks for more under aliases that nobody can guess: the type of
 * an object that could be of several, and the keys of the rows where the reading is recorded by key.
 */
export function createReadPlans(schema: GraphQLSchema): ReadPlans {
  const secret = randomBytes(9).toString('hex');
  const typeAlias = `tenet_type_${secret}`;
  const keyAlias = `tenet_key_${secret}_`;
  const nodeAlias = `tenet_node_${secret}`;
  const cache = new WeakMap<DocumentNode, Map<string, ReadPlan | null>>();

  function of(document: DocumentNode, operationName: string | null | undefined, byKey: boolean): ReadPlan | null {
    const operation = operationOf(document, operationName);
    if (operation === undefined) return null;
    let ofDocument = cache.get(document);
    if (ofDocument === undefined) cache.set(document, (ofDocument = new Map()));
    // by what the document holds: names that a client makes up are not kept
    const name = `${byKey} ${operation.name?.value ?? ''}`;
    let known = ofDocument.get(name);
    if (known === undefined) ofDocument.set(name, (known = compile(document, operation.name?.value, byKey)));
    return known;
  }

  function compile(original: DocumentNode, operationName: string | undefined, byKey: boolean): ReadPlan | null {
    const document = rewrite(original, byKey);
    const operation = operationOf(document, operationName);
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
          added: key === nodeAlias,
          showsOrder: sets.some(({ set }) => showsCursor(set, fragments)),
          when: nodes.some(({ when }) => when.length === 0) ? [] : nodes.map(({ when }) => when),
          arguments: given.flatMap(({ name: { value: argument }, value }) => field.args.filter((one) => one.name === argument).map((one) => ({ type: one.type, value }))),
          level: isCompositeType(type) ? compileLevel(sets, type) : null,
        },
      ];
    }

    return { document, operation, level, root, strips: document !== original, reads: levels.some(({ relation }) => relation !== undefined) };
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
            const asksRow = node.selections.some((selection) => selection.kind === Kind.FIELD && selection.name.value === 'node');
            const row = byKey && !asksRow ? rowOfEdge(type) : undefined;
            const more: SelectionNode[] = row !== undefined
              ? [{ ...fieldNode('node', nodeAlias), selectionSet: { kind: Kind.SELECTION_SET, selections: keysOf(row) } }]
              : isAbstractType(type)
              ? [fieldNode('__typename', typeAlias), ...schema.getPossibleTypes(type).flatMap((one) => fragmentOn(one, keysOf(one)))]
              : keysOf(type as GraphQLObjectType);
            return more.length === 0 ? undefined : { ...node, selections: [...node.selections, ...more] };
          },
        },
      }),
    );
  }

  return { typeAlias, of };
}

/** The type of the rows behind the edges of a connection: a cursor tells of its row, whether or not the row is asked for. */
function rowOfEdge(type: GraphQLCompositeType): GraphQLObjectType | undefined {
  if (!isObjectType(type) || !type.name.endsWith('Edge')) return undefined;
  const row = getNamedType(type.getFields()['node']?.type);
  return isObjectType(row) && markOf(row)?.rows && (keyFieldsOf(row) ?? []).length > 0 ? row : undefined;
}

/** Whether a selection of a connection, its edges or its page asks for cursors: they hold the values that it is sorted by. */
function showsCursor({ selections }: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): boolean {
  return selections.some((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return showsCursor((fragments.get(selection.name.value) as FragmentDefinitionNode).selectionSet, fragments);
    if (selection.kind === Kind.INLINE_FRAGMENT) return showsCursor(selection.selectionSet, fragments);
    if (['cursor', 'startCursor', 'endCursor'].includes(selection.name.value)) return true;
    return ['edges', 'pageInfo'].includes(selection.name.value) && selection.selectionSet !== undefined && showsCursor(selection.selectionSet, fragments);
  });
}

function operationOf({ definitions }: DocumentNode, name: string | null | undefined): OperationDefinitionNode | undefined {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (name) return operations.find((operation) => operation.name?.value === name);
  return operations.length === 1 ? operations[0] : undefined;
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
