import type { Channel, Platform } from '@/domain/notices/vocabulary';
import type { LineError } from '@/domain/uptake/parse-event';
import type { EventActor, EventType } from '@/domain/uptake/vocabulary';

/** The segment an event speaks for, after normalisation; '' for an optional field that was not given. */
export type Cell = { region: string; platform: Platform; channel: Channel; appVersion: string; locale: string };

/** What an event says apart from who, when, where and its id, after normalisation (contract section 2). */
export type Act = { type: EventType; notice: string; variant: string; actor: EventActor; purposes: Record<string, boolean> | null };

/**
 * The distinct cells and acts met so far, in the order in which they were met. It grows while one body is read; when it grows
 * past its limit it is emptied between two chunks and `generation` goes up: indices of an older generation mean nothing then.
 */
export type Dictionary = { generation: number; cells: Cell[]; acts: Act[] };

/** One chunk of events as columns, row by row in the order of the body. Two sets of buffers take turns: valid until the next chunk but one is asked for, so that one can be stored while the next is read. */
export type EventColumns = {
  /** Rows that are filled; the arrays may be longer. */
  size: number;
  /** The line of the body, from 1 (the element's position for a JSON array). */
  line: Float64Array;
  /** 32 bytes a row: the full HMAC-SHA-256 pseudonym. */
  subject: Uint8Array;
  /** Microseconds since 1970-01-01T00:00:00Z, an integer from 1900 on. */
  at: Float64Array;
  /** Index into `dictionary.cells`. */
  cell: Int32Array;
  /** Index into `dictionary.acts`; acts that are equal after normalisation share one, whatever the order of their purposes. */
  act: Int32Array;
  /** Row i's id is `ids.subarray(idStart[i], idStart[i] + idLength[i])`, UTF-8. */
  idStart: Int32Array;
  /** In bytes: 64 characters may be 256 of them. */
  idLength: Uint16Array;
  ids: Uint8Array;
  dictionary: Dictionary;
};

/** A refused line: where it stands and what is wrong with it, never what it holds. */
export type LineFault = LineError & { line: number };

/** `bytes` counts the body from the end of the chunk before to the end of this one's last record. */
export type EventChunk = { columns: EventColumns; errors: LineFault[]; bytes: number };
