import type { LawfulBasis, PurposeStatus } from '@/domain/purposes/vocabulary';

/** What the matrix asks of an entry; `jurisdictions` are those it names and those of its bases. */
export type MatrixEntry = { key: string; status: PurposeStatus; title: string; jurisdictions: string[]; linked: boolean; bases: { jurisdiction: string; basis: LawfulBasis }[]; categories: string[] };

/** One purpose in the matrix: per category whether it is linked to it, and on which bases. */
export type MatrixRow = { key: string; title: string; linked: boolean; bases: LawfulBasis[]; categories: string[] };
export type Matrix = {
  categories: string[];
  rows: MatrixRow[];
  /** Categories that are shared while no purpose with a basis claims them (rule TRN-01). */
  orphanCategories: string[];
  /** Purposes without a category that is linked to them, and purposes without a basis. */
  purposesWithoutData: string[];
  purposesWithoutBasis: string[];
};

/** Purpose × data category × basis in one jurisdiction, or in all, with what is orphaned either way. */
export function matrixOf(entries: readonly MatrixEntry[], jurisdiction: string | null): Matrix {
  const rows = entries
    .filter(({ status, jurisdictions }) => status !== 'ended' && (jurisdiction === null || jurisdictions.includes(jurisdiction)))
    .map(({ key, title, linked, bases, categories }): MatrixRow => ({
      key, title, linked, bases: [...new Set(bases.filter((one) => one.basis !== 'not_stated' && (jurisdiction === null || one.jurisdiction === jurisdiction)).map(({ basis }) => basis))], categories: [...new Set(categories)],
    }));
  const claimed = new Set(rows.filter(({ linked, bases }) => linked && bases.length > 0).flatMap(({ categories }) => categories));
  const categories = [...new Set(rows.flatMap((row) => row.categories))].sort((a, b) => (a < b ? -1 : 1));
  return {
    categories, rows,
    orphanCategories: categories.filter((category) => !claimed.has(category)),
    purposesWithoutData: rows.filter((row) => !row.linked || row.categories.length === 0).map(({ key }) => key),
    purposesWithoutBasis: rows.filter(({ bases }) => bases.length === 0).map(({ key }) => key),
  };
}
