import { secondary, verified } from '@/domain/findings/citation';
import { type ExportRule, placesOn } from '@/domain/findings/export-facts';
import type { Hit } from '@/domain/findings/rule';

/** An export does not say when it was made, what instant, versions and filters it is about, or its digest; or a field that Article 30 asks for is nothing but an address. */
export const exp02: ExportRule = {
  id: 'EXP-02', on: 'export', overridable: false,
  citations: [verified('GDPR Art 30(3)-(4)'), secondary('DPC guidance on records of processing, April 2023')],
  judge(facts) {
    const { generatedAt, asOf, register, pack, filters, digest } = facts.metadata;
    const stated: [string, unknown][] = [['generated_at', generatedAt], ['as_of', asOf], ...(facts.isRegister ? [['register', register] as [string, unknown]] : []), ['pack', pack], ['filters', filters], ['digest', digest]];
    const lacks = stated.filter(([, value]) => value === null || value === '').map(([name]) => name);
    const hits: Hit[] = [];
    if (lacks.length > 0) hits.push({ severity: 'warning', about: 'metadata', values: { what: 'metadata', lacks }, places: placesOn(facts, 'metadata') });
    const [first] = facts.addressOnly;
    if (first !== undefined) hits.push({ severity: 'warning', about: 'addresses', values: { what: 'addresses', fields: facts.addressOnly }, places: placesOn(facts, first) });
    return hits;
  },
};
