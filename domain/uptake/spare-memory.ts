import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * So many bytes more than were held after the last collection, old objects and young: what two or three chunks leave behind. With each collection the engine also forgets
 * what it had learned of the code that stores a chunk, and compiles it again: after every chunk, that was a quarter of an import's work in this process.
 */
const room = 24 * 1024 * 1024;

let collect: (() => void) | null = null;
let least = Infinity;

/**
 * Gives back what stored chunks left behind, once it is much. The engine would let some hundreds of megabytes gather before it does so itself, and
 * what an import costs a web server is to level off, however long it is.
 */
export function spareMemory(): void {
  const held = heldMemory();
  least = Math.min(least, held);
  if (held - least < room) return;
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
  least = heldMemory();
}

function heldMemory(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}
