import type { CellData, RowData, TableFeatures } from '@tanstack/react-table';

declare module '@tanstack/react-table' {
  interface ColumnMeta<TFeatures extends TableFeatures, TData extends RowData, TValue extends CellData> {
    /** The column's name in words, whether it holds numbers, and whether its texts are long, to stand under their label on a narrow screen. */
    label?: string;
    number?: boolean;
    long?: boolean;
  }
}
