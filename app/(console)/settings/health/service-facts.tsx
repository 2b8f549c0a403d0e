import { Facts, Section } from '@/components/ui/page';
import type { Health } from '@/domain/health';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { health: Health; words: Words; format: Formatter };

/** Database, worker and disk. */
export function ServiceFacts({ health: { database, migrations, worker, logFault, openRows, disk }, words: { health, shell, evidence }, format }: Props) {
  const version = `PostgreSQL ${database.version}`;
  return (
    <Section id="service" title={health.service} note={health.metricsNote}>
      <Facts
        facts={[
          { term: health.database, description: <>{database.embedded ? health.embedded(version) : health.own(version)}{database.warning && <p className="text-muted">{shell.oldDatabase(database.warning.version, database.warning.floor)}</p>}</> },
          { term: health.size, description: format.bytes(database.bytes) },
          { term: health.migrations, description: health.migrationStates[migrations] },
          { term: health.worker, description: worker.at ? health.workerSeen(health.workerStates[worker.state], format.instant(worker.at, 'UTC')) : health.workerStates[worker.state] },
          { term: health.log, description: logFault ? <strong>{health.logRefused(evidence.log.faults[logFault])}</strong> : health.logSigned },
          { term: health.openRows, description: format.count(openRows) },
          { term: health.disk, description: health.free(format.bytes(disk.free), format.bytes(disk.size)) },
        ]}
      />
    </Section>
  );
}
