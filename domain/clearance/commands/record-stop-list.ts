import { z } from 'zod';
import { CheckRequest } from '@/domain/clearance/schemas';
import { command } from '@/domain/command';

const StopList = z.strictObject({ ...CheckRequest.pick({ campaign: true, purpose: true }).shape, asked: z.int().min(0), stop: z.int().min(0), key: z.string().regex(/^[0-9a-f]{32}$/), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** Enters in the log that a recipient was given a list of those who must not be shared: how many of how many, the fingerprint of its key and the digest of the list. No line of the list is kept. */
export const recordStopList = command({
  action: 'clearance.stop_list',
  permission: 'clearance:check',
  input: StopList,
  async run({ input: { campaign, purpose, ...told } }) {
    return { result: { campaign, purpose, ...told }, object: { type: 'campaign', id: campaign }, after: { purpose, ...told } };
  },
});
