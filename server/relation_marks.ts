import { getNamedType, isInputObjectType, type GraphQLEnumType, type GraphQLInputType, type GraphQLNamedType, type GraphQLObjectType } from 'grafast/graphql';
import type {} from 'postgraphile';
import type { PgCodec, PgCodecAttribute } from 'postgraphile/@dataplan/pg';

/** What a type of the GraphQL schema is in the database. */
type TypeMark = {
  /** `schema.name` of the relation that its objects are rows of, that its connection counts, or that its filter compares. */
  relation: string;
  /** Whether its objects are rows. */
  rows: boolean;
  /** Columns of the relation's primary key; empty when none is known. */
  key: readonly string[];
};

const extension = 'tenet';

/** The relation and the key of a type; undefined when its objects stand for none. */
export function markOf(type: GraphQLNamedType | GraphQLInputType | null | undefined): TypeMark | undefined {
  return (type as GraphQLObjectType | null | undefined)?.extensions?.[extension] as TypeMark | undefined;
}

/** The column that a field shows, a field of a filter compares, or a value of an order sorts by; undefined when it is none. */
export function columnOf(part: { extensions: object } | undefined): string | undefined {
  return (part?.extensions as Record<string, unknown> | undefined)?.[extension] as string | undefined;
}

/** The fields of a type that show the columns of its key, in their order; null when there is no key or not all of it is shown. */
export function keyFieldsOf(type: GraphQLObjectType): string[] | null {
  const key = markOf(type)?.key ?? [];
  const fields = Object.values(type.getFields());
  const names = key.map((column) => fields.find((field) => columnOf(field) === column)?.name);
  return names.length > 0 && names.every((name) => name !== undefined) ? names : null;
}

function relationOf(codec: PgCodec | undefined): string | undefined {
  const pg = codec?.extensions?.pg;
  return pg === undefined ? undefined : `${pg.schemaName}.${pg.name}`;
}

function columnNamed(codec: PgCodec | undefined, is: (name: string, attribute: PgCodecAttribute) => boolean): string | undefined {
  return Object.entries(codec?.attributes ?? {}).find(([name, attribute]) => is(name, attribute))?.[0];
}

type Scope = { pgCodec?: PgCodec; pgFieldAttribute?: PgCodecAttribute; foreignTable?: { codec: PgCodec }; fieldName?: string } & Record<string, unknown>;

/**
 * Writes on each part of the GraphQL schema which relation and column it comes from, while that is known: so that what an operation
 * read can be told from its document and its answer alone.
 */
export const RelationMarksPlugin: GraphileConfig.Plugin = {
  name: 'TenetRelationMarksPlugin',
  version: '1.0.0',
  schema: {
    hooks: {
      GraphQLObjectType(config, build, { scope }) {
        const { pgCodec, isPgClassType, isConnectionType } = scope as Scope;
        const relation = relationOf(pgCodec);
        if (relation === undefined || !(isPgClassType || isConnectionType)) return config;
        const resources = Object.values(build.input.pgRegistry.pgResources);
        const unique = resources.filter((resource) => resource.codec === pgCodec && !resource.parameters).flatMap(({ uniques }) => uniques).find(({ isPrimary }) => isPrimary);
        return { ...config, extensions: { ...config.extensions, [extension]: { relation, rows: Boolean(isPgClassType), key: unique?.attributes ?? [] } satisfies TypeMark } };
      },
      GraphQLObjectType_fields_field(field, _build, { scope }) {
        const { pgCodec, pgFieldAttribute } = scope as Scope;
        const column = pgFieldAttribute && columnNamed(pgCodec, (_name, attribute) => attribute === pgFieldAttribute);
        return column === undefined ? field : { ...field, extensions: { ...field.extensions, [extension]: column } };
      },
      GraphQLInputObjectType(config, _build, { scope }) {
        const { pgCodec, foreignTable, isPgConnectionFilter } = scope as Scope;
        const relation = relationOf(foreignTable?.codec ?? (isPgConnectionFilter ? pgCodec : undefined));
        return relation === undefined ? config : { ...config, extensions: { ...config.extensions, [extension]: { relation, rows: false, key: [] } satisfies TypeMark } };
      },
      GraphQLInputObjectType_fields_field(field, build, { scope }) {
        const { pgCodec, isPgConnectionFilterField, fieldName } = scope as Scope;
        const codec = isPgConnectionFilterField ? (pgCodec as never) : undefined;
        const column = columnNamed(codec, (attributeName) => build.inflection.attribute({ codec: codec as never, attributeName }) === fieldName);
        return column === undefined ? field : { ...field, extensions: { ...field.extensions, [extension]: column } };
      },
      GraphQLEnumType(config, _build, { scope }) {
        const { pgCodec, isPgRowSortEnum } = scope as Scope;
        const relation = isPgRowSortEnum ? relationOf(pgCodec) : undefined;
        return relation === undefined ? config : { ...config, extensions: { ...config.extensions, [extension]: { relation, rows: false, key: [] } satisfies TypeMark } };
      },
      GraphQLEnumType_values_value(value, build, { scope }) {
        const { pgCodec, isPgRowSortEnum, valueName: name } = scope as unknown as Scope & { valueName: string };
        const codec = (isPgRowSortEnum ? pgCodec : undefined) as never;
        const column = columnNamed(codec, (attributeName) => (['asc', 'desc'] as const).some((variant) => build.inflection.orderByAttributeEnum({ codec, attributeName, variant }) === name));
        return column === undefined ? value : { ...value, extensions: { ...value.extensions, [extension]: column } };
      },
    },
  },
};

/** A column that is compared or sorted by: `<relation>` and the name; without one when the rows themselves are asked after. */
export type Compared = { relation: string; column: string | null };

/** The columns that an argument's value compares or sorts by, related tables included. `given` is a value as JSON would hold it. */
export function comparedBy(type: GraphQLInputType | undefined, given: unknown): Compared[] {
  if (given === null || given === undefined || type === undefined) return [];
  if ('ofType' in type) return comparedBy(type.ofType as GraphQLInputType, given);
  if (Array.isArray(given)) return given.flatMap((one) => comparedBy(type, one));
  const mark = markOf(type);
  if (isInputObjectType(type)) {
    if (typeof given !== 'object') return [];
    const fields = type.getFields();
    const inside = Object.entries(given).flatMap(([name, value]): Compared[] => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const column = columnOf(field);
      // whether there are related rows at all: asked beside the field that compares them
      const related = value === true || value === false ? markOf(getNamedType(fields[name.replace(/Exists?$/, '')]?.type ?? null)) : undefined;
      if (column === undefined && related !== undefined) return [{ relation: related.relation, column: null }];
      return column !== undefined && mark !== undefined ? [{ relation: mark.relation, column }] : comparedBy(field?.type, value);
    });
    return mark === undefined ? inside : [{ relation: mark.relation, column: null }, ...inside];
  }
  if (mark === undefined || typeof given !== 'string') return [];
  const column = columnOf((type as GraphQLEnumType).getValue(given) ?? undefined);
  return column === undefined ? [] : [{ relation: mark.relation, column }];
}

