import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '@/domain/reports/document';
import { collect } from './chunks';
import { toJson } from './json';
import { sampleDocument } from './sample-document';

const text = async (document: Parameters<typeof toJson>[0]) => (await collect(toJson(document).chunks)).toString('utf8');

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const result: { [key: string]: JsonValue } = Object.create(null);
  for (const key of Object.keys(value).sort()) result[key] = sorted(value[key] ?? null);
  return result;
}

describe('the JSON report', () => {
  test('says everything the document says', async () => {
    const document = sampleDocument('Beispiel', 3);
    const report = JSON.parse(await text(document));
    expect(report).toMatchObject({
      format: 'noticeboard-report/1', type: 'campaign_uptake', language: 'de', title: document.title, subtitle: document.subtitle,
      illustrative: 'Beispiel', provenance: document.provenance, data: document.data,
    });
    for (const [at, section] of document.sections.entries()) {
      const { charts, ...rest } = section;
      expect(report.sections[at]).toMatchObject(rest);
      expect(report.sections[at].charts).toEqual(charts.map(({ id, caption, alternative }) => ({ id, caption, alternative })));
    }
    expect(report.sections[1].tables[0].rows[3]).toEqual(['Mitarbeitende 社員', 8, { suppressed: true }, { suppressed: true }, null]);
  });

  test('is what JSON.stringify writes with sorted keys, two spaces and a newline', async () => {
    // A JavaScript object puts keys such as "0" first whatever the order asked for: the oracle below cannot sort those.
    const key = fc.string().filter((name) => !/^\d+$/.test(name));
    const value = fc.letrec<{ any: JsonValue }>((tie) => ({
      any: fc.oneof({ maxDepth: 4 }, fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.array(tie('any')), fc.dictionary(key, tie('any'))),
    })).any;
    await fc.assert(
      fc.asyncProperty(value, async (data) => {
        const written = await text({ ...sampleDocument(null, 2), data });
        expect(written).toBe(`${JSON.stringify(sorted(JSON.parse(written)), null, 2)}\n`);
        expect(JSON.parse(written).data).toEqual(JSON.parse(JSON.stringify(data)));
      }),
      { numRuns: 60 },
    );
  });

  test('sorts keys by code unit, also those JavaScript would put first', async () => {
    const written = await text({ ...sampleDocument(null, 0), data: { 10: 1, 9: 2, b: 3, B: 4, '': 5 } });
    expect(written).toContain('"data": {\n    "": 5,\n    "10": 1,\n    "9": 2,\n    "B": 4,\n    "b": 3\n  }');
  });

  test('comes in bounded chunks that can be read twice', async () => {
    const file = toJson(sampleDocument(null, 3_000));
    const sizes: number[] = [];
    for await (const chunk of file.chunks) sizes.push(chunk.length);
    expect(sizes.length).toBeGreaterThan(10);
    expect(Math.max(...sizes)).toBeLessThan(100_000);
    expect((await collect(file.chunks)).length).toBe(sizes.reduce((sum, size) => sum + size, 0));
  });

  test('refuses what JSON cannot say', async () => {
    await expect(text({ ...sampleDocument(null, 1), data: { n: Number.NaN } })).rejects.toThrow('no number NaN');
  });
});
