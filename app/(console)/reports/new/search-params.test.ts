import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builderFrom, builderOf, fieldsOf, hrefOf, keptOf, stepOf, stepsOf } from '@/app/(console)/reports/new/search-params';
import { KeptRequest } from '@/domain/reports/schemas';
import { choosableColumns, reportScopes, reportTypes } from '@/domain/reports/vocabulary';

const paramsOf = (href: string) => Object.fromEntries(new URL(href, 'http://localhost').searchParams);

describe('the builder', () => {
  test('goes through the steps a type needs, and stops at the first that lacks something', () => {
    expect(stepsOf(undefined)).toEqual(['type']);
    expect(stepsOf('processor_record')).toEqual(['type', 'period', 'columns', 'language', 'check']);
    expect(stepsOf('dpo_periodic')).toEqual(['type', 'scope', 'period', 'language', 'check']);
    expect(stepOf(builderOf({ step: 'check' }))).toEqual({ step: 'type', lacks: 'type' });
    expect(stepOf(builderOf({ step: 'check', type: 'campaign_uptake' }))).toEqual({ step: 'scope', lacks: 'campaign' });
    expect(stepOf(builderOf({ step: 'check', type: 'dpo_periodic' }))).toEqual({ step: 'period', lacks: 'from' });
    expect(stepOf(builderOf({ step: 'language', type: 'dpo_periodic', from: '2026-02-01', to: '2026-01-01' }))).toEqual({ step: 'period', lacks: 'order' });
    expect(stepOf(builderOf({ step: 'scope', type: 'processor_record' }))).toEqual({ step: 'period', lacks: null });
    expect(stepOf(builderOf({ step: 'check', type: 'campaign_uptake', campaign: 'spring' }))).toEqual({ step: 'check', lacks: null });
  });

  test('reads columns off the form by their places, and carries them on in the address', () => {
    const builder = builderOf({ step: 'language', type: 'article_30_record', col: ['basis', 'key', 'nothing'], at_key: '1', at_basis: '1', as_key: 'Zweck, kurz ~ ä' });
    expect(builder.chosen).toEqual([{ id: 'key', label: 'Zweck, kurz ~ ä' }, { id: 'basis' }]);
    expect(builderOf(paramsOf(hrefOf(builder, 'check'))).chosen).toEqual(builder.chosen);
    expect(builderOf({ ...builder, columns: 'key', type: 'campaign_uptake' } as never).chosen).toEqual([]);
  });

  test('keeps its whole state in the address', () => {
    fc.assert(
      fc.property(fc.constantFrom(...reportTypes), fc.record({ campaign: fc.constantFrom('spring', 'a-b'), region: fc.constantFrom('DE', 'FR'), from: fc.constant('2026-01-01'), zone: fc.constantFrom('UTC', 'Europe/Berlin'), language: fc.constantFrom('en', 'de'), countersign: fc.constant('true') }, { requiredKeys: ['language'] }), fc.nat(), (type, given, seed) => {
        const offered = choosableColumns[reportScopes[type].columns ?? ''] ?? [];
        const col = offered.filter((_, n) => (seed >> n % 30) % 2 === 1);
        const builder = builderOf({ type, ...given, col });
        const again = builderOf(paramsOf(hrefOf(builder, 'check')));
        expect(fieldsOf(again)).toEqual(fieldsOf(builder));
        const { jurisdiction, campaign } = reportScopes[type];
        const whole = { ...builder, jurisdiction: jurisdiction === 'needed' ? 'DE' : undefined, campaign: campaign === 'needed' ? 'spring' : builder.campaign };
        expect(builderFrom({ type, ...keptOf(builder) }).countersign).toBe(given.countersign);
        if (type !== 'subject_evidence') expect(KeptRequest.safeParse(keptOf(whole)).error?.issues).toBeUndefined();
      }),
    );
  });
});
