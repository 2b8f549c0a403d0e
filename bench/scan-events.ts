export const scanInPostgres = async (_: number): Promise<number> => Number.NaN;
export const scanInDuckdb = async (_: number): Promise<number> => Number.NaN;
