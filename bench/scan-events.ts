/** Not measured yet. */
export const scanInPostgres = async (): Promise<number> => Number.NaN;
export const scanInDuckdb = async (): Promise<number> => Number.NaN;
