import { lambda } from 'postgraphile/grafast';
import { wrapPlans } from 'postgraphile/utils';

/** `maskedFields` names fields as the client knows them (`dateOfBirth`); in the view they are columns (`date_of_birth`). */
export const MaskedFieldsPlugin = wrapPlans(
  ({ scope }, { inflection }) => (scope.pgFieldAttribute !== undefined && scope.fieldName === 'maskedFields' ? inflection : null),
  (inflection) => (plan) => lambda(plan(), (columns) => (columns as readonly string[] | null)?.map((column) => inflection.camelCase(column)) ?? null, true),
  { name: 'TenetMaskedFieldsPlugin', version: '1.0.0' },
);
