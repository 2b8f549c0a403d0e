export const roles = ['admin', 'dpo', 'legal', 'manager', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** What an API key may be: an ingest key, a sharing system's that asks for whom it may share, or a reader with the rights of one role. */
export const keyScopes = ['ingest', 'sharing', ...roles] as const;
export type KeyScope = (typeof keyScopes)[number];

export const permissions = [
  'uptake:read',
  'uptake:exact',
  'campaigns:read',
  'campaigns:write',
  'events:write',
  'subjects:export',
  'subjects:erase',
  'holds:write',
  'clearance:check',
  'batches:read',
  'batches:write',
  'purposes:read',
  'purposes:write',
  'purposes:review',
  'findings:read',
  'findings:write',
  'findings:override',
  'reports:read',
  'reports:write',
  'reports:sign',
  'reports:countersign',
  'reports:share',
  'evidence:read',
  'health:read',
  'installation:write',
  'users:read',
  'users:write',
  'keys:read',
  'keys:write',
  'demo:write',
] as const;
export type Permission = (typeof permissions)[number];
