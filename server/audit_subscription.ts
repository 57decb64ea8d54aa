import { access, constant, context, lambda, listen, type Step } from 'postgraphile/grafast';
import { extendSchema, gql } from 'postgraphile/utils';

/** Where an event is found: its id, and its time, by which the trail is divided. */
export type RecordedEvent = Readonly<{ id: string; at: string }>;

/** What a subscriber listens to while one event is delivered: that event, and then nothing. The topic of whoever asks is not read. */
export type OneEvent = { subscribe(topic: unknown): AsyncIterable<RecordedEvent> };

/** Which events a subscriber wants; whatever is absent is not asked after. */
export type RecordedFilter = { actions?: readonly string[] | null; categories?: readonly string[] | null; severities?: readonly string[] | null };

/** Name of the one field that can be subscribed to. */
export const recordedField = 'auditEventRecorded';

/** Gives out one event. */
export function oneEvent(event: RecordedEvent): OneEvent {
  return {
    async *subscribe() {
      yield event;
    },
  };
}

/**
 * The subscription to the audit trail. Each event is read by a query of its own in the subscriber's session when it is delivered:
 * what they may not see any more is not there. Absent where the database has no audit trail.
 */
export const AuditSubscriptionPlugin = extendSchema((build) => {
  const events = Object.values(build.input.pgRegistry.pgResources).find(({ codec, parameters }) => !parameters && codec.extensions?.pg?.schemaName === 'api' && codec.extensions.pg.name === 'audit_events');
  if (events === undefined) return { typeDefs: [] };
  const type = build.inflection.tableType(events.codec as never);
  return {
    typeDefs: gql`
      extend type Subscription {
        """
        Each event of the audit trail of this workspace, as soon as it is sealed. Served over a WebSocket with the protocol
        graphql-transport-ws, to those who may read the trail, for as long as they may.
        """
        ${recordedField}(filter: AuditEventRecordedFilter): ${type}
      }

      """Which events to deliver: those that match everything that is given."""
      input AuditEventRecordedFilter {
        """Actions, such as \`data_access.denied\`."""
        actions: [String!]

        """Categories, such as \`membership\`."""
        categories: [String!]

        """Severities: \`info\`, \`notice\`, \`warning\`, \`critical\`."""
        severities: [String!]
      }
    `,
    objects: {
      Subscription: {
        plans: {
          [recordedField]: {
            subscribePlan: () => listen(lambda(context() as Step, recordedOf as never) as never, constant('the event at hand'), ($event) => $event) as never,
            plan: ($event: Step) => events.find({ id: access($event, 'id'), at: access($event, 'at') } as never).single() as never,
          },
        },
      },
    },
  };
}, 'TenetAuditSubscriptionPlugin');

function recordedOf({ recorded }: { recorded?: OneEvent }): OneEvent {
  if (recorded === undefined) throw new Error('events are delivered one by one');
  return recorded;
}
