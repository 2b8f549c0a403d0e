import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReportCell, ReportTable } from '@/domain/reports/document';
import { type EventSource, eventColumns, eventRows } from '@/domain/reports/event-rows';
import { collect } from '@/domain/reports/formats/chunks';
import { toCsv } from '@/domain/reports/formats/csv';
import { ByteWriter } from '@/domain/uptake/engine/bytes';
import { type Entry, epochShift, uuidOf, writeEntry } from '@/domain/uptake/engine/entries';
import { words } from '@/domain/words/catalogue';
import { sampleDocument } from '@/domain/reports/formats/sample-document';

const text = fc.oneof(fc.string({ maxLength: 12, unit: 'grapheme' }), fc.constantFrom('=1+1', '"', '\r\n', '', "'-"));
const id = fc.oneof(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).map((one) => ({ id: new TextEncoder().encode(one), isUuid: false })), fc.uint8Array({ minLength: 16, maxLength: 16 }).map((one) => ({ id: one, isUuid: true })));
const entry: fc.Arbitrary<Entry> = fc.record({ id, at: fc.integer({ min: -epochShift, max: 7_258_118_400_000_000 }), cell: fc.nat(2), act: fc.nat(2), segment: fc.nat(3) }).map(({ id: own, ...rest }) => ({ ...rest, ...own }));
const cells = fc.array(fc.record({ region: fc.constant('DE'), platform: fc.constantFrom('ios', 'web'), channel: fc.constant('email'), appVersion: text, locale: text }), { minLength: 3, maxLength: 3 });
const acts = fc.array(fc.record({ type: fc.constantFrom('accepted', 'declined'), notice: text, variant: text, actor: fc.constant('subject'), purposes: fc.option(fc.dictionary(text, fc.boolean())) }), { minLength: 3, maxLength: 3 });
const timeline = fc.record({ subject: fc.uint8Array({ minLength: 32, maxLength: 32 }), entries: fc.array(entry, { maxLength: 4 }) });

test('the lines of an extract are those that its cells give, byte by byte, and only what is asked for', async () => {
  const english = words('en');
  await fc.assert(
    fc.asyncProperty(fc.array(timeline, { maxLength: 4 }), cells, acts, fc.boolean(), async (timelines, places, said, illustrative) => {
      const page = timelines.map(({ subject, entries }) => {
        const out = new ByteWriter();
        out.bytes(subject, 16);
        for (const one of entries) writeEntry(out, one);
        return { subject: uuidOf(subject), entries: out.take() };
      });
      const asked = timelines.flatMap(({ entries }) => entries).filter(({ segment }) => segment > 0).length;
      const source: EventSource = {
        count: asked, timelines: async function* () { yield page; }, isAsked: ({ segment }) => segment > 0, cell: (n) => places[n] as never, act: (n) => said[n] as never,
        origin: (segment) => ({ recordedAt: new Date(segment * 1e12), batch: segment === 1 ? null : segment }),
      };
      const stream = eventRows(source);
      const rows: ReportCell[][] = [];
      for await (const batch of stream.rows()) rows.push(...batch);
      expect(rows).toHaveLength(asked);
      const table = { id: 'events', title: 'Events', columns: eventColumns(english), note: null };
      const written = async (rest: Pick<ReportTable, 'rows' | 'stream'>) => {
        const [file] = toCsv({ ...sampleDocument(illustrative ? 'Illustrative' : null, 0), sections: [{ id: 'events', heading: '', paragraphs: [], facts: [], charts: [], tables: [{ ...table, ...rest }] }] });
        return file ? (await collect(file.chunks)).toString('utf8') : '';
      };
      expect(await written({ rows: [], stream })).toBe(await written({ rows }));
    }),
  );
});
