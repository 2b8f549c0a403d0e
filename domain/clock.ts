/** Where "now" comes from; commands and queries take it as an argument so that a test can hold it still. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
