import type { RegisterEntry } from '@/domain/purposes/queries';
import type { LawfulBasis } from '@/domain/purposes/vocabulary';

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
export function matrixOf(entries: RegisterEntry[], jurisdiction: string | null): Matrix {
  const rows = entries
    .filter(({ status, record }) => status !== 'ended' && (jurisdiction === null || record.jurisdictions.includes(jurisdiction) || record.bases.some((basis) => basis.jurisdiction === jurisdiction)))
    .map(({ key, record }): MatrixRow => ({
      key, title: record.title, linked: record.dataLinked,
      bases: [...new Set(record.bases.filter((basis) => basis.basis !== 'not_stated' && (jurisdiction === null || basis.jurisdiction === jurisdiction)).map(({ basis }) => basis))],
      categories: [...new Set(record.dataUses.map(({ category }) => category))],
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
