import { inReadingOrder } from '@/app/reading-order';
import type { Formatter } from '@/domain/words/format';
import type { Words } from '@/domain/words/catalogue';
import { type ReportFileRow, type ReportRunRow, bundleName } from '@/domain/reports/queries';

/**
 * The files of a ready run, each with its own SHA-256. The answer itself says that it is a download: with the `download` attribute
 * Chromium drops, without a word, every click past the tenth within a second, and somebody signed out meets no sign-in page.
 */
export function RunFiles({ run, words, bundle, format }: { run: ReportRunRow & { files: ReportFileRow[]; sealed: boolean }; words: Words['runs']; bundle: Words['bundle']; format: Formatter }) {
  const zip = bundleName(run.number);
  return (
    <>
      <p className="mb-3">
        {run.sealed ? <a className="tap inline-flex items-center font-semibold" href={`/reports/${run.number}/files/${zip}`}>{bundle.download(zip)}</a> : <span>{bundle.waiting}</span>} <span className="text-muted">{bundle.hint}</span>
      </p>
      <table className="data-table stack-table">
        <caption className="sr-only">{words.files}</caption>
        <thead><tr><th scope="col">{words.file}</th><th scope="col" className="number">{words.size}</th><th scope="col">{words.sha256}</th></tr></thead>
        <tbody>
          {inReadingOrder(run.files).map((file) => (
            <tr key={file.name}>
              <td data-label={words.file}><a className="tap inline-flex items-center" href={`/reports/${run.number}/files/${encodeURIComponent(file.name)}`}>{file.name}</a></td>
              <td data-label={words.size} className="number">{format.count(Math.max(1, Math.round(file.size / 1000)))} kB</td>
              <td data-label={words.sha256} className="long"><code className="break-all text-xs">{file.sha256}</code></td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
