/** All families. Those that only read come first: what later ones write into rows of their own are guesses, some of them right. */
import type { Family } from '../channels/channel.ts';
import { aggregate } from './aggregate.ts';
import { compare } from './compare.ts';
import { door } from './door.ts';
import { error } from './error.ts';
import { filter } from './filter.ts';
import { group } from './group.ts';
import { identifier } from './identifier.ts';
import { key } from './key.ts';
import { maskedFields } from './masked_fields.ts';
import { payload } from './payload.ts';
import { relation } from './relation.ts';
import { row } from './row.ts';
import { sort } from './sort.ts';
import { statistics } from './statistics.ts';
import { timing } from './timing.ts';
import { trail } from './trail.ts';

export const families: readonly Family[] = [row, filter, sort, group, aggregate, relation, identifier, error, statistics, door, payload, maskedFields, trail, timing, key, compare];
