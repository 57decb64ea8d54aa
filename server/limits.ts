import { depthLimit } from '@graphile/depth-limit';
import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
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
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationRule,
  type ValueNode,
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
  /**
   * Steps of a filter inside each other: relations, `some`, `every`, `none`, `and`, `or` and `not`. Six are two relations to many and
   * two words between them. The work grows faster than their number: what is harmless at ten takes seconds at a hundred.
   */
  filterDepth: 6,
  /** Comparisons and branches in all filters and orders of an operation. */
  filterConditions: 50,
  /** Values in one list of a filter, such as that of `in`: what a page can have shown. */
  filterList: 100,
  bodyBytes: 100_000,
});

type Problem = { message: string; node: ASTNode; hint?: string };
/** Of a selection and all below it; `fields` of the selection alone. */
type Counts = { cost: number; aliases: number; directives: number; selections: number; conditions: number; fields: number };
type Measured = Counts & { problems: Problem[] };
type Variables = Readonly<Record<string, unknown>>;

/**
 * The rules every document is held to besides those of GraphQL itself. They report, and never throw: grafserv answers 500 to a
 * rule that throws. Page sizes and filters that come as variables are checked by `variableProblems`, when their values are known.
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
    const { problems, cost, aliases, directives, selections, conditions, fields } = measure(context.getSchema(), context.getDocument(), operation, undefined);
    if (selections > limits.selections) problems.push({ message: `The operation has more than ${limits.selections} fields once its fragments are put in their places.`, node: operation });
    if (aliases > limits.aliases) problems.push({ message: `The operation has more than ${limits.aliases} aliases.`, node: operation });
    if (directives > limits.directives) problems.push({ message: `The operation has more than ${limits.directives} directives.`, node: operation });
    if (operation.operation === 'mutation' && fields > limits.mutationFields) {
      problems.push({ message: 'A mutation has one field: several would not succeed or fail together.', node: operation });
    }
    if (cost > limits.cost) problems.push(tooDear(cost, operation));
    if (conditions > limits.filterConditions) problems.push(tooManyConditions(operation));
    for (const problem of problems) context.reportError(errorOf(problem));
  },
});

/**
 * What is wrong with the page sizes and filters of an operation now that its variables are known; empty when nothing is, or when the
 * operation has no variables.
 */
export function variableProblems(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined, variables: Variables): GraphQLError[] {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const operation = operationName ? operations.find(({ name }) => name?.value === operationName) : operations[0];
  if (operation === undefined || !(operation.variableDefinitions ?? []).length) return [];
  const { problems, cost, conditions } = measure(schema, document, operation, variables);
  if (cost > limits.cost) problems.push(tooDear(cost, operation));
  if (conditions > limits.filterConditions) problems.push(tooManyConditions(operation));
  return problems.map(errorOf);
}

function errorOf({ message, node, hint }: Problem): GraphQLError {
  return new GraphQLError(message, { nodes: node, ...(hint === undefined ? {} : { extensions: { hint } }) });
}

function tooDear(cost: number, node: ASTNode): Problem {
  return { message: `The operation could return ${cost} objects and ${limits.cost} is the most: ask for smaller pages, or fewer inside each other.`, node };
}

function tooManyConditions(node: ASTNode): Problem {
  return { message: 'The filters of the operation have too many conditions.', hint: `All filters and orders of an operation have ${limits.filterConditions} conditions at most; \`in\` compares with up to ${limits.filterList} values at once.`, node };
}

/**
 * Counts what an operation asks for, fragments included each time they are spread. Without variables, a page size that comes from
 * one counts as 1, and a filter as none. Cost is the number of objects that could come back: one a field that is an object, times the sizes of the pages
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
      counts.conditions += inner.conditions;
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
      conditions: inside.conditions + (field && parent !== schema.getMutationType() ? conditionsOf(node, field) : 0),
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

  /** What is written, as what JSON would hold; a variable whose value is not known yet stands for itself. */
  function valueOf(value: ValueNode): unknown {
    switch (value.kind) {
      case Kind.INT:
        return Number(value.value);
      case Kind.NULL:
        return null;
      case Kind.LIST:
        return value.values.map(valueOf);
      case Kind.OBJECT:
        return Object.fromEntries(value.fields.map((field) => [field.name.value, valueOf(field.value)]));
      case Kind.VARIABLE:
        return variableOf(value.name.value);
      default:
        return value.value;
    }
  }

  function variableOf(name: string): unknown {
    if (variables === undefined) return unknownYet;
    if (Object.hasOwn(variables, name)) return variables[name] ?? null;
    const fallback = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name)?.defaultValue;
    return fallback === undefined ? null : valueOf(fallback);
  }

  /** How many conditions a field's filter and order have; those of one that is refused here count as none. */
  function conditionsOf(node: FieldNode, field: GraphQLField<unknown, unknown>): number {
    let conditions = 0;
    for (const { name, value } of node.arguments ?? []) {
      const type = field.args.find((argument) => argument.name === name.value)?.type;
      if (type === undefined || isLeafType(getNullableType(type))) continue;
      conditions += countConditions(valueOf(value), type, (message, hint) => problems.set(value, { message, hint, node: value }));
    }
    return conditions;
  }

  function refuse(node: FieldNode, message: string): number {
    problems.set(node, { message, node });
    return 1;
  }

  const counts = visit(operation.selectionSet, root, 1);
  const directives = counts.directives + (operation.directives?.length ?? 0);
  return { ...counts, directives, problems: [...problems.values()] };
}

/**
 * Counts the comparisons and branches of an argument, by its type: what does not belong there is left to GraphQL to refuse. Stops at
 * what it refuses, so that a filter nested without end costs nothing.
 */
function countConditions(given: unknown, type: GraphQLInputType, refuse: (message: string, hint: string) => void, depth = 0): number {
  if (given === null || given === unknownYet) return 0;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const items = Array.isArray(given) ? given : [given];
    if (items.length > limits.filterList) {
      refuse('A list of a filter is too long.', `A list of a filter has ${limits.filterList} values at most.`);
      return 0;
    }
    // one comparison with all of its values at once
    if (depth > 0 && isLeafType(getNamedType(nullable))) return 1;
    return items.reduce((sum: number, item) => sum + countConditions(item, nullable.ofType, refuse, depth), 0);
  }
  if (!isInputObjectType(nullable) || typeof given !== 'object') return 1;
  const fields = nullable.getFields();
  // the comparisons of one column are no step
  const isStep = depth > 0 && Object.values(fields).some((field) => !isLeafType(getNamedType(field.type)));
  if (isStep && depth > limits.filterDepth) {
    refuse('The filter is nested too deeply.', `Relations, "some", "every", "none", "and", "or" and "not" stand inside each other ${limits.filterDepth} deep at most.`);
    return 0;
  }
  return Object.entries(given).reduce((sum, [name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return field === undefined ? sum : sum + countConditions(value, field.type, refuse, depth + 1);
  }, isStep ? 1 : 0);
}

const nothing: Counts = Object.freeze({ cost: 0, aliases: 0, directives: 0, selections: 0, conditions: 0, fields: 0 });
const unknownYet = Symbol('a variable whose value is not known yet');

function isPageSize(size: unknown): boolean {
  return Number.isInteger(size) && (size as number) >= 1 && (size as number) <= limits.page;
}

function isPaged(field: GraphQLField<unknown, unknown>): boolean {
  return field.args.some(({ name }) => name === 'first');
}
