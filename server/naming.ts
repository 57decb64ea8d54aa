/**
 * Names of the row's key and of the global id: `id` is the row's uuid, as in the database, and `nodeId` the id that GraphQL clients
 * use to tell objects of all types apart. Amber alone would call them `rowId` and `id`.
 */
export const NamingPlugin: GraphileConfig.Plugin = {
  name: 'TenetNamingPlugin',
  version: '1.0.0',
  after: ['PgAttributesPlugin', 'NodePlugin'],
  inflection: {
    // simplify-inflection renames the accessors by global id of each type, which are switched off, and warns without their first name
    add: {
      nodeById(_options, typeName) {
        return this.camelCase(typeName);
      },
    },
    replace: {
      nodeIdFieldName: () => 'nodeId',
      _attributeName(previous, _options, details) {
        const name = previous?.(details) ?? details.attributeName;
        return name === 'row_id' && details.attributeName === 'id' && !details.codec.isAnonymous ? 'id' : name;
      },
    },
  },
};
