import type { Pool } from 'pg';
import { access, context, sideEffect, type FieldArgs, type Step } from 'postgraphile/grafast';
import { extendSchema, gql } from 'postgraphile/utils';
import { isSecure, type Config } from './config.ts';
import { publicFailure } from './errors.ts';
import type { Log } from './log.ts';
import type { PgSettings } from './principal.ts';
import type { VisitorQuery } from './visitor_query.ts';

/** Whoever takes the money. Ids are its own; `request` names one request of ours, by the id of its event: the provider does it once. */
export type BillingProvider = {
  /** Opens its portal for a customer, who comes back to `returnUrl`; the address is a secret of theirs. */
  openPortal(asked: { customer: string; returnUrl: string; request: string }): Promise<string>;
  /** Makes a payment method the one that a customer pays with. */
  savePaymentMethod(asked: { customer: string; paymentMethod: string; request: string }): Promise<void>;
};

/** What the mutations do, for whoever the settings say. Throws what the database raises, PROVIDER_FAILED, and NOT_CONFIGURED. */
export type Billing = {
  openPortal(asker: Asker, returnUrl: string): Promise<string>;
  savePaymentMethod(asker: Asker, paymentMethod: string): Promise<void>;
};

type Asker = { settings: PgSettings; requestId: string };

/** The provider did not do what it was asked for. The message is a word or two for the log and the trail, and holds no secret. */
export class ProviderFailure extends Error {}

const patience = 10_000;
const longestAnswer = 200_000;

/** A provider that speaks as Stripe does: forms over HTTP, a bearer key, an idempotency key. Follows no redirect: the key goes nowhere else. */
export function httpProvider({ url, key }: { url: string; key: string }): BillingProvider {
  async function post(path: string, form: Record<string, string>, idempotencyKey: string, signal: AbortSignal): Promise<Record<string, unknown>> {
    let status: number;
    let text: string;
    try {
      const response = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': idempotencyKey },
        body: new URLSearchParams(form).toString(),
        redirect: 'manual',
        signal,
      });
      status = response.status;
      text = await readText(response);
    } catch (error) {
      if (error instanceof ProviderFailure) throw error;
      throw new ProviderFailure(signal.aborted ? 'no answer in time' : 'not reachable');
    }
    const answer = jsonObject(text);
    if (status < 200 || status > 299) {
      const { code } = (answer?.['error'] ?? {}) as { code?: unknown };
      throw new ProviderFailure(`answered ${status}${typeof code === 'string' && /^[a-z0-9_]{1,60}$/.test(code) ? ` ${code}` : ''}`);
    }
    if (answer === null) throw new ProviderFailure('an unreadable answer');
    return answer;
  }

  return {
    async openPortal({ customer, returnUrl, request }) {
      const { url: portal } = await post('/v1/billing_portal/sessions', { customer, return_url: returnUrl }, request, AbortSignal.timeout(patience));
      if (typeof portal !== 'string' || !isSecure(portal)) throw new ProviderFailure('an unreadable answer');
      return portal;
    },
    async savePaymentMethod({ customer, paymentMethod, request }) {
      const signal = AbortSignal.timeout(patience);
      await post(`/v1/payment_methods/${encodeURIComponent(paymentMethod)}/attach`, { customer }, `${request}-attach`, signal);
      await post(`/v1/customers/${encodeURIComponent(customer)}`, { 'invoice_settings[default_payment_method]': paymentMethod }, `${request}-default`, signal);
    },
  };
}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > longestAnswer) throw new ProviderFailure('too long an answer');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function jsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** What the database returns of a request that it has checked and recorded. */
type Request = { request_id: string; customer_id: string };

type Options = { config: Config; query: VisitorQuery; gateway: Pool; log: Log };

/**
 * Billing on behalf of an owner: the database checks and records, then the provider is asked, then the outcome is recorded. No
 * connection is held while the provider thinks. Where the outcome could not be recorded, the trail still has what was asked for.
 */
export function createBilling({ config, query, gateway, log }: Options): Billing {
  const { TENET_BILLING_URL: url, TENET_BILLING_KEY: key } = config;
  const provider = key === null ? null : httpProvider({ url, key });

  async function perform<T>({ settings, requestId }: Asker, first: { text: string; value: string }, actions: { done: string; failed: string }, ask: (provider: BillingProvider, request: Request) => Promise<T>): Promise<T> {
    // first whether they may: whoever may not learns nothing of how this installation is set up
    const [request] = await query<Request>(settings, first.text, [first.value]);
    if (request === undefined) throw publicFailure('FORBIDDEN');
    const tell = (action: string, failure: string | null) =>
      gateway.query('select tenet_private.end_billing($1, $2, $3)', [JSON.stringify({ ...request, http_request_id: requestId }), action, failure]).catch((error: unknown) => {
        log.error({ requestId, action, reason: (error as Error).message }, 'the outcome of a request to the billing provider was not recorded');
      });
    try {
      if (provider === null) throw publicFailure('NOT_CONFIGURED', 'This installation has no billing provider.');
      const result = await ask(provider, request);
      await tell(actions.done, null);
      return result;
    } catch (error) {
      if (!(error instanceof ProviderFailure)) {
        if ((error as { publicCode?: string }).publicCode !== undefined) await tell(actions.failed, (error as Error).message);
        throw error;
      }
      log.warn({ requestId, action: actions.failed, reason: error.message }, 'the billing provider failed');
      await tell(actions.failed, error.message);
      throw publicFailure('PROVIDER_FAILED', `The billing provider did not do it: ${error.message}.`);
    }
  }

  return {
    async openPortal(asker, returnUrl) {
      return perform(
        asker,
        { text: 'select * from api.open_billing_portal($1)', value: returnUrl },
        { done: 'billing.portal_opened', failed: 'billing.portal_failed' },
        (to, { customer_id: customer, request_id: request }) => to.openPortal({ customer, returnUrl: ofProduct(returnUrl, config), request }),
      );
    },
    async savePaymentMethod(asker, paymentMethod) {
      return perform(
        asker,
        { text: 'select * from api.save_payment_method($1)', value: paymentMethod },
        { done: 'billing.payment_method_saved', failed: 'billing.payment_method_failed' },
        (to, { customer_id: customer, request_id: request }) => to.savePaymentMethod({ customer, paymentMethod, request }),
      );
    },
  };
}

/** An address of the product itself: whoever comes back from the portal must not be sent to somebody else's page. */
function ofProduct(address: string, { TENET_ALLOWED_ORIGINS: origins }: Config): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !origins.includes(url.origin) || url.username !== '' || url.password !== '') {
    throw publicFailure('BAD_INPUT', 'The address to come back to must be of the product: of one of the origins in TENET_ALLOWED_ORIGINS.');
  }
  return url.href; // as it was read here: a backslash, say, is read in more ways than one
}

type BillingContext = { billing: Billing | null; pgSettings: PgSettings; requestId: string };

function mutation<T>(run: (billing: Billing, asker: Asker, value: string) => Promise<T>, argument: string, payload: string) {
  return (_root: Step, fieldArgs: FieldArgs) => {
    const $value = fieldArgs.getRaw(['input', argument]);
    const $clientMutationId = fieldArgs.getRaw(['input', 'clientMutationId']);
    return sideEffect([context() as Step, $value, $clientMutationId], async ([given, value, clientMutationId]) => {
      const { billing, pgSettings, requestId } = given as unknown as BillingContext;
      if (billing === null) throw publicFailure('NOT_CONFIGURED');
      return { clientMutationId, [payload]: await run(billing, { settings: pgSettings, requestId }, value as string) };
    });
  };
}

/** The two mutations of billing. Their first halves are functions in SQL (billing.sql), which decide. */
export const BillingPlugin = extendSchema({
  typeDefs: gql`
    extend type Mutation {
      """
      Opens the portal of the billing provider, in which an owner sees invoices and changes the plan. Takes billing:manage, which only
      owners hold, and a fresh second factor.
      """
      openBillingPortal("""The exclusive input argument for this mutation. An object type, make sure to see documentation for this object’s fields.""" input: OpenBillingPortalInput!): OpenBillingPortalPayload

      """
      Makes a payment method, made by the provider's own form in the browser, the one that the tenant pays with. Takes billing:manage,
      which only owners hold, and a fresh second factor.
      """
      savePaymentMethod("""The exclusive input argument for this mutation. An object type, make sure to see documentation for this object’s fields.""" input: SavePaymentMethodInput!): SavePaymentMethodPayload
    }

    """All input for the \`openBillingPortal\` mutation."""
    input OpenBillingPortalInput {
      """An arbitrary string value with no semantic meaning. Will be included in the payload verbatim."""
      clientMutationId: String

      """Where the portal leads back to: an address of the product."""
      returnUrl: String!
    }

    """The output of our \`openBillingPortal\` mutation."""
    type OpenBillingPortalPayload {
      """The exact same \`clientMutationId\` that was provided in the mutation input, unchanged and unused."""
      clientMutationId: String

      """Where to send the browser, once and soon. Whoever has it is in."""
      url: String!
    }

    """All input for the \`savePaymentMethod\` mutation."""
    input SavePaymentMethodInput {
      """An arbitrary string value with no semantic meaning. Will be included in the payload verbatim."""
      clientMutationId: String

      """Its id at the provider. Never the number of a card."""
      paymentMethod: String!
    }

    """The output of our \`savePaymentMethod\` mutation."""
    type SavePaymentMethodPayload {
      """The exact same \`clientMutationId\` that was provided in the mutation input, unchanged and unused."""
      clientMutationId: String

      """True: it is the one that is used from now on."""
      isSaved: Boolean!
    }
  `,
  objects: {
    Mutation: {
      plans: {
        openBillingPortal: mutation((billing, asker, value) => billing.openPortal(asker, value), 'returnUrl', 'url') as never,
        savePaymentMethod: mutation((billing, asker, value) => billing.savePaymentMethod(asker, value).then(() => true), 'paymentMethod', 'isSaved') as never,
      },
    },
    OpenBillingPortalPayload: { plans: { clientMutationId: read('clientMutationId'), url: read('url') } },
    SavePaymentMethodPayload: { plans: { clientMutationId: read('clientMutationId'), isSaved: read('isSaved') } },
  },
}, 'TenetBillingPlugin');

function read(name: string) {
  return (($payload: Step) => access($payload, name)) as never;
}
