import type pg from 'pg';
import { type PopulationRow, populationDimensions } from '@/domain/campaigns/schemas';

/** Adds population rows of a campaign, however many: one array for each column, since PostgreSQL takes 65,535 parameters in a statement at most. */
export async function writePopulation(client: pg.PoolClient, campaignId: number, rows: readonly PopulationRow[], now: Date): Promise<void> {
  await client.query(
    `insert into population (campaign_id, recorded_at, region, platform, channel, app_version, locale, as_of, count, definition, source)
     select $1, $2, r.* from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::bigint[], $10::text[], $11::text[]) r`,
    [
      campaignId, now, ...populationDimensions.map((name) => rows.map((row) => row[name] ?? '')),
      rows.map((row) => row.as_of.toISOString()), rows.map((row) => row.count), rows.map((row) => row.definition), rows.map((row) => row.source),
    ],
  );
}
