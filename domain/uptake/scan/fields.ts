/** The fields of an event in the order of their slots: a cell's, an act's, then those that differ from row to row. */
export const slotNames = ['region', 'platform', 'channel', 'app_version', 'locale', 'type', 'notice', 'variant', 'actor', 'purposes', 'id', 'subject', 'occurred_at'] as const;

export const slotCount = slotNames.length;
export const slots = { region: 0, platform: 1, channel: 2, appVersion: 3, locale: 4, purposes: 9, id: 10, subject: 11, occurredAt: 12 } as const;
export const actSlots = { first: 5, last: 9 } as const;

/** Where the values of one record stand in the window, by slot; start = end for a field that is absent or empty. */
export class Fields {
  readonly start = new Int32Array(slotCount);
  readonly end = new Int32Array(slotCount);

  /** Makes every field absent. */
  clear(): void {
    for (let slot = 0; slot < slotCount; slot += 1) this.start[slot] = this.end[slot] = 0;
  }
}

/** Bytes that stand for themselves: printable ASCII but for those named. A table, because it is asked once for every byte. */
export function plainBytes(except: string): Uint8Array {
  const plain = new Uint8Array(256).fill(1, 0x20, 0x7f);
  for (const one of Buffer.from(except)) plain[one] = 0;
  return plain;
}
