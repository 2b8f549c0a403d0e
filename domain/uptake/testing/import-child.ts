import { createReadStream } from 'node:fs';
import { importEvents } from '@/domain/uptake/commands/import-events';

/** A process that imports a file and says after each commit how many lines that made; it is there to be killed. */
const [campaign = '', file = '', chunkSize = ''] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const answer = await importEvents({ kind: 'system', id: 'cli' }, { campaign, format: 'ndjson', source: 'durability' }, createReadStream(file), {
  chunkSize: Number(chunkSize),
  onProgress: ({ received }) => say({ received }),
});
say({ answer });
process.exit(0);
