import { randomFillSync } from 'node:crypto';

const pool = new Uint8Array(8 * 512);
let used = pool.length;
let last = 0;
let counter = 0;

/** Room for 4,096 ids a millisecond; beyond it the next millisecond is borrowed. */
const COUNTER_END = 0x1000;

/**
 * A new UUID version 7 (RFC 9562 §6.2, method 1): ids made one after the other by this process sort in that
 * order, so that events of one moment keep their sequence and index pages fill from the right.
 */
export function newId(now: number = Date.now()): string {
  if (now > last) {
    last = now;
    counter = 0;
  } else if (++counter === COUNTER_END) {
    last++;
    counter = 0;
  }
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + 8);
  used += 8;
  random[0] = 0x80 | (random[0]! & 0x3f);
  const time = last.toString(16).padStart(12, '0');
  const sequence = (0x7000 | counter).toString(16);
  const rest = Buffer.from(random.buffer, random.byteOffset, 8).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-${sequence}-${rest.slice(0, 4)}-${rest.slice(4)}`;
}
