import type { Channel, Platform } from '@/domain/notices/vocabulary';
import { hash } from 'node:crypto';
import type { EventActor, EventType } from '@/domain/uptake/vocabulary';

/** An event after normalisation (contract section 2), its subject still the sender's identifier. */
export type UptakeEvent = {
  id: string;
  subject: string;
  type: EventType;
  /** UTC, exactly six fraction digits: `2021-02-08T23:59:59.999999Z`. */
  occurredAt: string;
  /** Lower-case SHA-256 hex or a notice id; '' when the sender gave none. */
  notice: string;
  region: string;
  platform: Platform;
  channel: Channel;
  appVersion: string;
  locale: string;
  variant: string;
  actor: EventActor;
  purposes: Record<string, boolean> | null;
};

/** SHA-256 over the content, in one order, apart from subject and id: equal for a repeat, different for an `id_conflict`. */
export function contentDigest(event: UptakeEvent): Buffer {
  const { type, occurredAt, notice, region, platform, channel, appVersion, locale, variant, actor, purposes } = event;
  const choices = purposes && Object.keys(purposes).sort().map((key) => [key, purposes[key]]);
  return hash('sha256', JSON.stringify([type, occurredAt, notice, region, platform, channel, appVersion, locale, variant, actor, choices]), 'buffer');
}
