export * from '@/db/schema/access';
export * from '@/db/schema/campaigns';
export * from '@/db/schema/evidence';
export * from '@/db/schema/purposes';
export * from '@/db/schema/reports';
export * from '@/db/schema/tallies';
export * from '@/db/schema/uptake';
