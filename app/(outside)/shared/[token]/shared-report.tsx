import { Illustrative } from '@/app/(console)/illustrative';
import { inReadingOrder } from '@/app/reading-order';
import { Facts, Page, Section } from '@/components/ui/page';
import type { SharedReport as Shared } from '@/domain/reports/share-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { token: string; report: Extract<Shared, { state: 'open' }>; words: Words; format: Formatter };

/** What the report is, its files with their digests, and how to check them; nothing else. */
export function SharedReport({ token, report, words, format }: Props) {
  const { runs, reports, shell, signOff } = words;
  const { shared } = signOff;
  const { run, ending } = report;
  return (
    <Page title={`${runs.run(format.count(report.number))}: ${reports.types[run.type]}`} above={shared.title} lead={<>{shared.until(format.instant(report.expiresAt, 'UTC'))} {report.downloadsLeft !== null && shared.left(format.count(report.downloadsLeft))}</>}>
      {run.illustrative && <Illustrative />}
      {ending && (
        <div role="note" className="rounded-md border-2 border-danger p-4">
          <p className="font-semibold">{ending.successor === null ? shared.withdrawn : shared.superseded(format.count(ending.successor))}</p>
          <p className="break-words">{ending.reason}</p>
        </div>
      )}
      <Section id="what" title={shared.what}>
        <Facts
          facts={[
            { term: shared.type, description: reports.types[run.type] },
            ...(run.campaign === null ? [] : [{ term: shared.campaign, description: run.campaign }, { term: shared.numbers, description: run.exact ? runs.exact : runs.withheld }]),
            { term: shared.asOf, description: format.instant(run.asOf, 'UTC') },
            { term: shared.knownAt, description: format.instant(run.knownAt, 'UTC') },
            { term: shared.language, description: shell.language[run.language] },
            { term: shared.standing, description: signOff.standings[report.standing] },
          ]}
        />
      </Section>
      {report.files.length > 0 && <SharedFiles token={token} files={report.files} bundle={report.bundle} words={words} format={format} />}
      {report.files.length > 0 && (
        <Section id="check" title={shared.check}>
          <p>{shared.checkFile}</p>
          <pre className="my-2 rounded-md bg-sunken p-3 text-sm break-all whitespace-pre-wrap">{`sha256sum FILE\nGet-FileHash FILE`}</pre>
          <p>{shared.checkDigest}</p>
          <p><code className="break-all">{report.contentSha256}</code></p>
        </Section>
      )}
    </Page>
  );
}

function SharedFiles({ token, files, bundle, words: { runs, signOff, bundle: whole }, format }: Pick<Props, 'token' | 'words' | 'format'> & Pick<Props['report'], 'files' | 'bundle'>) {
  return (
    <Section id="files" title={signOff.shared.files} note={signOff.shared.counted}>
      {bundle !== null && (
        <p className="mb-3">
          <a className="tap inline-flex items-center font-semibold" rel="nofollow" href={`/shared/${token}/files/${bundle}`}>{whole.download(bundle)}</a> <span className="text-muted">{whole.hint}</span>
        </p>
      )}
      <table className="data-table stack-table">
        <caption className="sr-only">{signOff.shared.files}</caption>
        <thead><tr><th scope="col">{runs.file}</th><th scope="col" className="number">{runs.size}</th><th scope="col">{runs.sha256}</th></tr></thead>
        <tbody>
          {inReadingOrder(files).map((file) => (
            <tr key={file.name}>
              <td data-label={runs.file}><a className="tap inline-flex items-center" rel="nofollow" href={`/shared/${token}/files/${encodeURIComponent(file.name)}`}>{file.name}</a></td>
              <td data-label={runs.size} className="number">{format.count(Math.max(1, Math.round(file.size / 1000)))} kB</td>
              <td data-label={runs.sha256} className="long"><code className="break-all text-xs">{file.sha256}</code></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
