const newline = 0x0a;

/**
 * A stretch of a body, `start` to `end` of `bytes`, that holds many records whole. What lies beyond `end` is a newline and a zero
 * byte, so that a scanner stops there without asking for the length. `isLast` when the body ends where the window does.
 */
export class Window {
  readonly bytes: Buffer;
  start = 0;
  end = 0;
  isLast = false;
  private before = 0;

  constructor(private readonly capacity: number) {
    this.bytes = Buffer.alloc(capacity + 2);
  }

  /** How many bytes of the body have been read, those in the window after `start` not counted. */
  get position(): number {
    return this.before + this.start;
  }

  get isFull(): boolean {
    return this.end === this.capacity;
  }

  /** Takes as much of the piece from `from` on as fits and returns how much that was. */
  fill(piece: Uint8Array, from: number): number {
    if (this.start > 0) {
      this.bytes.copyWithin(0, this.start, this.end);
      this.before += this.start;
      this.end -= this.start;
      this.start = 0;
    }
    const taken = Math.min(piece.length - from, this.capacity - this.end);
    this.bytes.set(taken === piece.length ? piece : piece.subarray(from, from + taken), this.end);
    this.end += taken;
    this.bytes[this.end] = newline;
    this.bytes[this.end + 1] = 0;
    return taken;
  }
}

/**
 * A body as one window after another, the same object each time: what its reader leaves unread comes again with more behind it,
 * so pieces of any size cost the same. When the body fails, what had come before is handed over first and then its error thrown.
 */
export async function* windows(body: AsyncIterable<Uint8Array>, capacity: number): AsyncGenerator<Window> {
  const window = new Window(capacity);
  try {
    for await (const piece of body) {
      for (let from = 0; from < piece.length; ) {
        from += window.fill(piece, from);
        if (window.isFull) yield window;
      }
    }
  } catch (error) {
    yield window;
    throw error;
  }
  window.isLast = true;
  yield window;
}
