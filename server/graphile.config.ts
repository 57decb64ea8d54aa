import { PgSimplifyInflectionPreset } from '@graphile/simplify-inflection';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';
import { AuditSubscriptionPlugin } from './audit_subscription.ts';
import { BillingPlugin } from './billing.ts';
import { limits } from './limits.ts';
import { MaskedFieldsPlugin } from './masked_fields.ts';
import { MissingRowPlugin } from './missing_row.ts';
import { NamingPlugin } from './naming.ts';
import { RelationMarksPlugin } from './relation_marks.ts';

type Options = {
  /** The governed database service: what runs the statements. */
  service: GraphileConfig.PgServiceConfiguration;
  /** What is said to HTTP: limits, errors and settings of each request. */
  edge: GraphileConfig.Preset;
};

/** PostGraphile as Tenet sets it up: the `api` schema, connections, filters, stable names; everything governed is in SQL. */
export function graphilePreset({ service, edge }: Options): GraphileConfig.Preset {
  return {
    extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset, PostGraphileConnectionFilterPreset, edge],
    plugins: [NamingPlugin, MissingRowPlugin, MaskedFieldsPlugin, RelationMarksPlugin, AuditSubscriptionPlugin, BillingPlugin],
    pgServices: [service],
    // One way to ask for a thing: `filter` and not also `condition`, rows by their id and anything by `node`, the query as the root.
    disablePlugins: ['PgConditionArgumentPlugin', 'PgConditionCustomFieldsPlugin', 'QueryQueryPlugin', 'NodeAccessorPlugin'],
    schema: {
      // a relation that can not be exposed is an error at start, not a table that is quietly missing
      dontSwallowErrors: true,
      // no function of ours returns a row that is null, so a list holds none either
      pgForbidSetofFunctionsToReturnNull: true,
      defaultBehavior: '-nodeId:resource:update -nodeId:resource:delete',
    },
    // six planning layers a level of selection, as Grafast advises; milliseconds
    grafast: { explain: false, maxPlanningDepth: 6 * limits.depth, timeouts: { planning: 2000, execution: 20_000 } },
  };
}
