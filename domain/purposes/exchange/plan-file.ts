import { type Actor, permit } from '@/domain/access/permissions';
import { parse } from '@/domain/command';
import { invalid } from '@/domain/errors';
import { differences } from '@/domain/purposes/diff';
import { isCisoWorkbook, planCiso } from '@/domain/purposes/exchange/ciso';
import { planFides } from '@/domain/purposes/exchange/fides';
import { type Existing, type ImportPlan, planImport } from '@/domain/purposes/exchange/plan-import';
import { readCsv } from '@/domain/purposes/exchange/read-csv';
import { readXlsx } from '@/domain/purposes/exchange/read-xlsx';
import { RegisterFile } from '@/domain/purposes/exchange/register-file';
import { readRegister } from '@/domain/purposes/queries';

const mostBytes = 16 * 1024 * 1024;
const distant = new Date(8.64e15);

/** What importing a file would do: our JSON, a workbook of ours or of CISO Assistant, CSV, or a Fides manifest, told apart by name and content. Nothing is written. Throws `invalid` where it cannot be read. */
export async function planFile(actor: Actor, name: string, bytes: Buffer): Promise<ImportPlan> {
  permit(actor, 'purposes:write');
  if (bytes.length === 0 || bytes.length > mostBytes) throw invalid('The file is empty or larger than 16 MB.', [{ field: 'file', message: bytes.length === 0 ? 'required' : 'file_size' }]);
  const existing = (await readRegister(actor, { asOf: distant, knownAt: distant })).map(({ key, version, record }) => ({ key, version, record }));
  const taken = new Set(existing.map(({ key }) => key));
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  if (ending === 'xlsx') {
    const sheets = readXlsx(bytes);
    return isCisoWorkbook(sheets) ? planCiso(sheets, taken) : planImport(sheets, existing);
  }
  const text = bytes.toString('utf8');
  if (ending === 'csv') return planImport([readCsv(text, name)], existing);
  if (ending === 'json') return planRegisterFile(text, existing);
  if (ending === 'yml' || ending === 'yaml') return planFides(text, taken);
  throw invalid('Send a JSON, XLSX, CSV or YAML file.', [{ field: 'file', message: 'file_form' }], 'file_form');
}

function planRegisterFile(text: string, existing: Existing[]): ImportPlan {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw invalid('The file is not JSON.', [{ field: 'file', message: 'file_form' }], 'file_form');
  }
  const known = new Map(existing.map((entry) => [entry.key, entry]));
  const { purposes } = parse(RegisterFile, given);
  return {
    problems: [], homeless: [],
    entries: purposes.map(({ key, illustrative, valid_from: validFrom, record }, n) => {
      const before = known.get(key);
      const changes = before ? differences(before.record, record).length : 0;
      return { key, title: record.title, sheet: 'purposes', row: n + 1, does: before ? (changes === 0 ? 'same' : 'change') : 'create', record, basedOn: before?.version ?? null, changes, illustrative, validFrom: new Date(validFrom) };
    }),
  };
}

/** The entries of a plan that would change something, as the import command takes them. */
export const wantedOf = (plan: ImportPlan) =>
  plan.entries.flatMap(({ key, does, record, basedOn, illustrative = false, validFrom }) => (record && (does === 'create' || does === 'change') ? [{ key, basedOn, record, illustrative, ...(validFrom && { validFrom }) }] : []));
