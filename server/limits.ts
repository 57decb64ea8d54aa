import { depthLimit } from '@graphile/depth-limit';
import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'grafast/graphql';

/** What one document may ask for. A request that asks for more is refused before anything is planned. */
export const limits = Object.freeze({
  depth: 10,
  tokens: 2000,
  /** Fields and fragments once every fragment stands where it is spread: planning takes as long as these are many. */
  selections: 2000,
  aliases: 15,
  directives: 50,
  mutationFields: 1,
  page: 100,
  /** Objects that an operation could return if every page were full. */
  cost: 5000,
  bodyBytes: 100_000,
});

type Problem = { message: string; node: ASTNode };
/** Of a selection and all below it; `fields` of the selection alone. */
type Counts = { cost: number; aliases: number; directives: number; selections: number; fields: number };
type Measured = Counts & { problems: Problem[] };
type Variables = Readonly<Record<string, unknown>>;

/**
 * The rules every document is held to besides those of GraphQL itself. They report, and never throw: grafserv answers 500 to a
 * rule that throws. Page sizes that come as variables are checked by `pageProblems`, when their values are known.
 */
export function documentRules({ introspection }: { introspection: boolean }): ValidationRule[] {
  const depth = depthLimit({
    maxDepth: limits.depth,
    maxListDepth: limits.depth,
    maxSelfReferentialDepth: limits.depth,
    // what GraphiQL and code generators ask of a schema goes deeper than data
    maxIntrospectionDepth: 20,
    maxIntrospectionListDepth: 6,
    maxIntrospectionSelfReferentialDepth: 10,
    maxDepthByFieldCoordinates: { '__Type.ofType': 10 },
    revealDetails: true,
  });
  return [sizeRule, depth as ValidationRule, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
}

const sizeRule: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    const { problems, cost, aliases, directives, selections, fields } = measure(context.getSchema(), context.getDocument(), operation, undefined);
    if (selections > limits.selections) problems.push({ message: `The operation has more than ${limits.selections} fields once its fragments are put in their places.`, node: operation });
    if (aliases > limits.aliases) problems.push({ message: `The operation has more than ${limits.aliases} aliases.`, node: operation });
    if (directives > limits.directives) problems.push({ message: `The operation has more than ${limits.directives} directives.`, node: operation });
    if (operation.operation === 'mutation' && fields > limits.mutationFields) {
      problems.push({ message: 'A mutation has one field: several would not succeed or fail together.', node: operation });
    }
    if (cost > limits.cost) problems.push(tooDear(cost, operation));
    for (const { message, node } of problems) context.reportError(new GraphQLError(message, { nodes: node }));
  },
});

/**
 * What is wrong with the page sizes of an operation now that its variables are known; empty when nothing is, or when the document
 * has no page size in a variable.
 */
export function pageProblems(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined, variables: Variables): GraphQLError[] {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const operation = operationName ? operations.find(({ name }) => name?.value === operationName) : operations[0];
  if (operation === undefined || !(operation.variableDefinitions ?? []).length) return [];
  const { problems, cost } = measure(schema, document, operation, variables);
  if (cost > limits.cost) problems.push(tooDear(cost, operation));
  return problems.map(({ message, node }) => new GraphQLError(message, { nodes: node }));
}

function tooDear(cost: number, node: ASTNode): Problem {
  return { message: `The operation could return ${cost} objects and ${limits.cost} is the most: ask for smaller pages, or fewer inside each other.`, node };
}

/**
 * Counts what an operation asks for, fragments included each time they are spread. Without variables, a page size that comes from
 * one counts as 1. Cost is the number of objects that could come back: one a field that is an object, times the sizes of the pages
 * around it; what asks about the schema is not counted, it has a depth limit of its own.
 */
function measure(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables | undefined): Measured {
  const fragments = new Map(document.definitions.filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION).map((fragment) => [fragment.name.value, fragment]));
  const measuredFragments = new Map<string, Counts>();
  const open = new Set<string>();
  const problems = new Map<ASTNode, Problem>();
  const root = schema.getRootType(operation.operation) ?? null;

  function visit(selections: SelectionSetNode, type: GraphQLCompositeType | null, page: number): Counts {
    const counts = { ...nothing };
    for (const selection of selections.selections) {
      counts.directives += selection.directives?.length ?? 0;
      const inner =
        selection.kind === Kind.FIELD
          ? visitField(selection, type, page)
          : selection.kind === Kind.FRAGMENT_SPREAD
            ? visitFragment(selection.name.value, page)
            : visit(selection.selectionSet, selection.typeCondition ? compositeType(selection.typeCondition.name.value) : type, page);
      counts.cost += inner.cost;
      counts.aliases += inner.aliases;
      counts.directives += inner.directives;
      counts.selections += 1 + inner.selections;
      counts.fields += inner.fields;
    }
    return counts;
  }

  function visitField(node: FieldNode, parent: GraphQLCompositeType | null, pageAround: number): Counts {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const named = field ? getNamedType(field.type) : undefined;
    const size = field && isPaged(field) ? pageSize(node, field) : undefined;
    const isList = field !== undefined && isListType(getNullableType(field.type));
    const inside = node.selectionSet ? visit(node.selectionSet, isCompositeType(named) ? named : null, isList ? 1 : (size ?? 1)) : nothing;
    const times = isList ? (size ?? pageAround) : 1;
    return {
      cost: times * ((isCompositeType(named) ? 1 : 0) + inside.cost),
      aliases: inside.aliases + (node.alias ? 1 : 0),
      directives: inside.directives,
      selections: inside.selections,
      fields: node.name.value === '__typename' ? 0 : 1,
    };
  }

  function visitFragment(name: string, page: number): Counts {
    const key = `${name} ${page}`;
    const known = measuredFragments.get(key);
    const fragment = fragments.get(name);
    if (known !== undefined) return known;
    if (fragment === undefined || open.has(name)) return nothing;
    open.add(name);
    const counts = visit(fragment.selectionSet, compositeType(fragment.typeCondition.name.value), page);
    open.delete(name);
    measuredFragments.set(key, counts);
    return counts;
  }

  function compositeType(name: string): GraphQLCompositeType | null {
    const type = schema.getType(name);
    return isCompositeType(type) ? type : null;
  }

  function pageSize(node: FieldNode, field: GraphQLField<unknown, unknown>): number {
    const given = (node.arguments ?? []).filter(({ name }) => name.value === 'first' || name.value === 'last').map(({ value }) => valueOf(value));
    const sizes = given.filter((size) => size !== null);
    if (sizes.length === 0) return refuse(node, `"${field.name}" needs "first" or "last", from 1 to ${limits.page}: for example ${field.name}(first: 20).`);
    if (sizes.some((size) => size !== unknownYet && !isPageSize(size))) return refuse(node, `"first" and "last" of "${field.name}" go from 1 to ${limits.page}.`);
    return Math.max(...sizes.map((size) => (size === unknownYet ? 1 : (size as number))));
  }

  function valueOf(value: FieldNode extends never ? never : NonNullable<FieldNode['arguments']>[number]['value']): unknown {
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind === Kind.NULL) return null;
    if (value.kind !== Kind.VARIABLE) return undefined;
    if (variables === undefined) return unknownYet;
    const name = value.name.value;
    if (Object.hasOwn(variables, name)) return variables[name] ?? null;
    const fallback = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name)?.defaultValue;
    return fallback === undefined ? null : valueOf(fallback);
  }

  function refuse(node: FieldNode, message: string): number {
    problems.set(node, { message, node });
    return 1;
  }

  const counts = visit(operation.selectionSet, root, 1);
  const directives = counts.directives + (operation.directives?.length ?? 0);
  return { ...counts, directives, problems: [...problems.values()] };
}

const nothing: Counts = Object.freeze({ cost: 0, aliases: 0, directives: 0, selections: 0, fields: 0 });
const unknownYet = Symbol('a variable whose value is not known yet');

function isPageSize(size: unknown): boolean {
  return Number.isInteger(size) && (size as number) >= 1 && (size as number) <= limits.page;
}

function isPaged(field: GraphQLField<unknown, unknown>): boolean {
  return field.args.some(({ name }) => name === 'first');
}
