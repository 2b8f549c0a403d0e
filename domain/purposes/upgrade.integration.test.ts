import { expect, it } from 'vitest';
import { storedRecord } from '@/domain/purposes/stored-record';
import { onDatabaseBefore } from '@/db/testing/upgrade';

it('an installation from before the full record keeps its versions, and each stands where it stood', async () => {
  await onDatabaseBefore('_register', async (client, upgrade) => {
    const record = {
      title: 'Show ads', description: '', beneficiary: '', purposeTerms: ['dpv:Marketing'], dataSubjects: ['users'], dataLinked: true, dataCategories: [{ name: 'IP', terms: ['pd:IPAddress'], special: false, retention: '' }],
      recipients: [{ name: 'Meta', role: 'processor', country: 'IE', transferTool: 'none' }], bases: [{ jurisdiction: 'DE', basis: 'consent', justification: '', legalReference: '' }], specialCondition: 'none', securityMeasures: [], owner: 'DPO',
      reviewDue: '2027-01-01', status: 'approved',
    };
    await client.query(`insert into purposes (key, version, title, status, owner, review_due, bases, recipients, updated_at) values ('P-1', 2, 'Show ads', 'draft', 'DPO', '2027-01-01', '{consent}', 1, now())`);
    for (const [version, status] of [[1, 'approved'], [2, 'draft']]) await client.query(`insert into purpose_versions values ('P-1', $1, $2, 'why', 'u-1', now())`, [version, JSON.stringify({ ...record, status })]);
    await upgrade();
    const versions = await client.query('select * from purpose_versions order by version');
    expect(versions.rows).toMatchObject([{ version: 1, title: 'Show ads', jurisdictions: ['DE'], terms: ['dpv:Marketing', 'pd:IPAddress'], recipients: 1 }, { version: 2 }]);
    expect(versions.rows[0].valid_from).toEqual(versions.rows[0].recorded_at);
    expect(storedRecord(versions.rows[0].record)).toMatchObject({ dataUses: [{ category: 'IP', subjects: ['users'] }], timing: { reviewDue: '2027-01-01' } });
    expect((await client.query('select version, step from purpose_steps')).rows).toEqual([{ version: 1, step: 'approved' }]);
    expect((await client.query('select approved_version, jurisdictions from purposes')).rows).toEqual([{ approved_version: 1, jurisdictions: ['DE'] }]);
    for (const table of ['purpose_bases', 'purpose_data_uses', 'purpose_recipients']) expect((await client.query(`select count(*)::int as n from ${table}`)).rows).toEqual([{ n: 2 }]);
    await expect(client.query(`update purpose_versions set reason = 'other'`)).rejects.toThrow(/append-only/);
  });
});
