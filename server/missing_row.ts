import { lambda, type ObjectStep } from 'postgraphile/grafast';
import { wrapPlans } from 'postgraphile/utils';
import { publicFailure } from './errors.ts';

/**
 * An update that reaches no row is answered NOT_FOUND, as a delete is. PostGraphile would answer null without an error, and a client
 * would take for done what the policies let nobody do.
 */
export const MissingRowPlugin = wrapPlans(
  ({ scope }) => scope.isPgUpdateMutation ?? null,
  () => (plan) => {
    const $payload: ObjectStep = plan();
    // a part of the payload, so that whatever a client selects of it depends on the row
    $payload.set('found', lambda($payload.getStepForKey('result'), requireRow));
    return $payload;
  },
  { name: 'TenetMissingRowPlugin', version: '1.0.0' },
);

function requireRow(row: unknown): void {
  if (row === null) throw publicFailure('NOT_FOUND');
}
