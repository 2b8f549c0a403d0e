import { inflateRawSync } from 'node:zlib';
import { invalid } from '@/domain/errors';

/** Nothing larger is unpacked: what a workbook of 5,000 entries needs, many times over. */
const mostBytes = 64 * 1024 * 1024;
const mostEntries = 2_000;

const refuse = (why: string) => invalid(`The workbook cannot be read: ${why}.`, [{ field: 'file', message: 'file_form' }], 'file_form');

/**
 * The entries of a ZIP archive by name (PKWARE APPNOTE 6.3: central directory, stored or deflated). Sizes are checked while unpacking,
 * so that an archive cannot grow beyond what is allowed. Throws `invalid` for anything else.
 */
export function readZip(bytes: Buffer): Map<string, () => Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + 22 > bytes.length) throw refuse('it is no ZIP archive');
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostEntries) throw refuse('it holds too many parts');
  const found = new Map<string, () => Buffer>();
  let unpacked = 0;
  let at = bytes.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw refuse('its directory is damaged');
    const [method, packed, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const [nameLength, extra, comment, offset] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    found.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), () => {
      unpacked += size;
      if (unpacked > mostBytes) throw refuse('it is too large');
      if (offset + 30 > bytes.length) throw refuse('it is cut off');
      const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
      const data = bytes.subarray(start, start + packed);
      if (method === 0) return data;
      if (method !== 8) throw refuse('a part is packed in a way that is not known');
      try {
        return inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
      } catch {
        throw refuse('a part is damaged');
      }
    });
    at += 46 + nameLength + extra + comment;
  }
  return found;
}
