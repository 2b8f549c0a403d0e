/**
 * The lowest `server_version_num` that counts as current: 18.6, the minor release of November 2026.
 * The newest PostgreSQL on npm is 18.4, so the embedded server is below it and the administrators' banner stands.
 */
export const embeddedVersionFloor = 180_006;

/** Whether a server misses security fixes that its major version already has. */
export function isBelowFloor(versionNumber: number): boolean {
  return versionNumber < embeddedVersionFloor;
}
