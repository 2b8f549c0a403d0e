/** Copies an array to the front of a longer one and returns that. */
export function grown<T extends Uint8Array | Uint16Array | Int32Array | Float64Array>(old: T, wider: T): T {
  wider.set(old);
  return wider;
}
