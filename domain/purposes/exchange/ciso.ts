import { nearestOf } from '@/domain/purposes/exchange/cells';
import { type ForeignEntry, keyFrom, planForeign, reader } from '@/domain/purposes/exchange/foreign-entry';
import type { Homeless, ImportPlan } from '@/domain/purposes/exchange/plan-import';
import type { Sheet } from '@/domain/purposes/exchange/read-xlsx';

/** CISO Assistant's processing workbook: its sheets by the names they may bear (features.md B2, "flat + 7-sheet"). */
const sheetNames = { processing: ['processings', 'processing'], purpose: ['purposes', 'purpose'], data: ['personal data', 'personal_data', 'personaldata'], subject: ['data subjects', 'data_subjects'], recipient: ['data recipients', 'data_recipients', 'recipients'], contractor: ['data contractors', 'data_contractors', 'contractors'], transfer: ['data transfers', 'data_transfers', 'transfers'] } as const;
type Kind = keyof typeof sheetNames;

const bases: Record<string, string> = { consent: 'consent', contract: 'contract', legal_obligation: 'legal_obligation', vital_interests: 'vital_interests', public_interest: 'public_task', public_task: 'public_task', legitimate_interests: 'legitimate_interests', legitimate_interest: 'legitimate_interests' };
const roles: Record<string, string> = { data_processor: 'processor', sub_processor: 'sub_processor', joint_controller: 'joint_controller', independent_controller: 'independent_controller', internal_team: 'internal', employee: 'internal', regulatory_authority: 'public_authority', tax_authority: 'public_authority', law_enforcement: 'public_authority', government_entity: 'public_authority', court: 'public_authority' };
const tools: Record<string, string> = { adequacy: 'adequacy_decision', adequacy_decision: 'adequacy_decision', scc: 'standard_contractual_clauses', standard_contractual_clauses: 'standard_contractual_clauses', appropriate_safeguards: 'contractual_clauses', bcr: 'binding_corporate_rules', binding_corporate_rules: 'binding_corporate_rules', codes_of_conduct: 'code_of_conduct', certification: 'certification', derogation: 'derogation', derogations: 'derogation' };
const coded = (text: string) => text.trim().toLowerCase().replace(/[\s/-]+/g, '_');
const pick = (table: Record<string, string>, text: string): string | undefined => table[coded(text)] ?? table[nearestOf(coded(text), Object.keys(table)) ?? ''];

type Row = { number: number; values: Record<string, unknown> };

/** Whether these sheets are such a workbook: it has a sheet of processings. */
export const isCisoWorkbook = (sheets: Sheet[]): boolean => sheets.some(({ name }) => sheetNames.processing.some((wanted) => wanted === name.trim().toLowerCase()));

/** A CISO Assistant workbook as entries, one per purpose of a processing, and every field that had no home. */
export function planCiso(sheets: Sheet[], taken: ReadonlySet<string>): ImportPlan {
  const homeless: Homeless[] = [];
  const of = (kind: Kind): { name: string; rows: Row[] } => {
    const sheet = sheets.find(({ name }) => sheetNames[kind].some((wanted) => wanted === name.trim().toLowerCase()));
    return { name: sheet?.name ?? kind, rows: sheet ? rowsOf(sheet) : [] };
  };
  const known = new Set(Object.values(sheetNames).flat() as string[]);
  for (const { name, rows } of sheets) if (!known.has(name.trim().toLowerCase()) && rows.length > 0) homeless.push({ where: name, field: '', value: '' });
  const processings = of('processing');
  const nameOf = (values: Record<string, unknown>) => String(values.name ?? values.ref_id ?? '').trim();
  const belonging = (kind: Kind, processing: Row) => {
    const { name, rows } = of(kind);
    const wanted = [nameOf(processing.values), String(processing.values.ref_id ?? '')].filter((one) => one !== '').map((one) => one.toLowerCase());
    return rows.filter(({ values }) => wanted.includes(String(values.processing ?? '').trim().toLowerCase())).map((row) => ({ ...row, from: reader(row.values, `${name}, row ${row.number}`, homeless) }));
  };
  const entries = processings.rows.flatMap((processing): ForeignEntry[] => {
    const from = reader(processing.values, `${processings.name}, row ${processing.number}`, homeless);
    const [purposes, data, subjects] = [belonging('purpose', processing), belonging('data', processing), belonging('subject', processing)];
    const subjectNames = subjects.map(({ from: one }) => one.text('name') || one.text('category'));
    const recipients = recipientsOf([...belonging('recipient', processing), ...belonging('contractor', processing)], belonging('transfer', processing));
    const shared = {
      description: from.text('description'), owner: from.text('assigned_to') || from.text('folder') || 'not stated', businessFunction: from.text('folder'),
      impactAssessment: { status: /^(true|yes|1)$/i.test(from.text('dpia_required')) ? 'required' : 'not_screened', reference: from.text('dpia_reference') },
      dataUses: data.map(({ from: one }) => ({ category: one.text('name') || one.text('category'), subjects: subjectNames, special: /^(true|yes|1)$/i.test(one.text('is_sensitive')), retention: { criterion: one.text('retention'), fate: one.text('deletion_policy') }, sourceDetail: one.text('description') })),
      recipients,
    };
    const [name, reference] = [from.text('name'), from.text('ref_id')];
    const made = (purposes.length === 0 ? [null] : purposes).map((purpose, n): ForeignEntry => {
      const one = purpose?.from;
      const basis = one?.text('legal_basis') ?? '';
      const condition = /^(?:art(?:icle)?_?)?9?_?2?_?([a-j])\b/.exec(coded(one?.text('article_9_condition') ?? ''))?.[1];
      return {
        key: keyFrom(`${reference || name}${purposes.length > 1 ? `-${n + 1}` : ''}`, `ciso-${processing.number}-${n + 1}`), where: processings.name, row: processing.number,
        raw: {
          ...shared, title: (one?.text('name') || name).slice(0, 200), ...(one?.text('description') && { description: `${shared.description}\n${one.text('description')}`.trim() }),
          bases: basis === '' ? [] : [{ jurisdiction: 'not stated', basis: pick(bases, basis) ?? 'not_stated', justification: pick(bases, basis) ? '' : basis }],
          ...(condition && { dataUses: shared.dataUses.map((use) => (use.special ? { ...use, specialCondition: condition } : use)) }),
        },
      };
    });
    for (const one of [...purposes, ...data, ...subjects].map((row) => row.from)) {
      one.text('processing');
      one.rest();
    }
    from.rest();
    return made;
  });
  return planForeign(entries, taken, homeless);
}

type Read = { from: ReturnType<typeof reader> }[];

function recipientsOf(rows: Read, transfers: Read): Record<string, unknown>[] {
  const recipients = rows.map(({ from: one }) => ({ name: (one.text('name') || one.text('entity') || one.text('category')).slice(0, 200), category: one.text('category'), role: pick(roles, one.text('relationship_type') || one.text('category')) ?? 'not_stated', country: /^[A-Za-z]{2}$/.test(one.text('country')) ? one.text('country').toUpperCase() : '', contract: { reference: one.text('documentation_link') } }));
  const moved = transfers.map(({ from: one }) => ({ name: (one.text('entity') || one.text('name')).slice(0, 200), role: 'not_stated', country: /^[A-Za-z]{2}$/.test(one.text('country')) ? one.text('country').toUpperCase() : '', transfer: { tool: pick(tools, one.text('transfer_mechanism')) ?? 'not_stated', detail: one.text('guarantees'), copyAvailableAt: one.text('documentation_link') } }));
  for (const { from: one } of [...rows, ...transfers]) {
    one.text('processing');
    one.rest();
  }
  return [...recipients, ...moved];
}

function rowsOf(sheet: Sheet): Row[] {
  const [head, ...rows] = sheet.rows.filter(({ cells }) => cells.some(({ text }) => text.trim() !== ''));
  const names = (head?.cells ?? []).map(({ text }) => coded(text));
  return rows.map(({ number, cells }) => ({ number, values: Object.fromEntries(names.map((name, n) => [name, cells[n]?.text ?? ''])) }));
}
