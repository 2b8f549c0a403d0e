const firstRoom = 256;
/** Numbers of a place: the first of the pair plus 1 (0: none is there), the second, and how many; a fourth, so that none lies in two lines of a cache. */
const width = 4;

/** How many there are of each pair of 32-bit integers, the first from 0: a `Map` would make an object of a key of that size, or need one within another. */
export class PairCounts {
  private size = 0;
  private room = firstRoom;
  private places = new Int32Array(firstRoom * width);

  add(first: number, second: number, n: number): void {
    const at = this.find(first, second);
    const { places } = this;
    if (places[at] === 0) {
      if (this.size * 2 >= this.room) {
        this.grow();
        this.add(first, second, n);
        return;
      }
      places[at] = first + 1;
      places[at + 1] = second;
      this.size += 1;
    }
    places[at + 2] = (places[at + 2] ?? 0) + n;
  }

  each(visit: (first: number, second: number, n: number) => void): void {
    const { places } = this;
    for (let at = 0; at < places.length; at += width) if (places[at] !== 0) visit((places[at] ?? 0) - 1, places[at + 1] ?? 0, places[at + 2] ?? 0);
  }

  /** Where the pair is, or where it would be put. */
  private find(first: number, second: number): number {
    const { places } = this;
    const hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    const mask = places.length - 1;
    let at = ((hash ^ (hash >>> 15)) << 2) & mask;
    while (places[at] !== 0 && (places[at] !== first + 1 || places[at + 1] !== second)) at = (at + width) & mask;
    return at;
  }

  private grow(): void {
    const { places } = this;
    this.room *= 2;
    this.places = new Int32Array(this.room * width);
    for (let from = 0; from < places.length; from += width) {
      if (places[from] === 0) continue;
      this.places.set(places.subarray(from, from + width), this.find((places[from] ?? 0) - 1, places[from + 1] ?? 0));
    }
  }
}
