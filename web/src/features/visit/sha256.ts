// The first 32 bits of SHA-256, for many short texts with the same beginning: WebCrypto's promise per hash is too slow.
// FIPS 180-4; its constants are the fractions of the roots of primes.
const primes = Array.from({ length: 312 }, (_, n) => n).filter((n) => {
  for (let d = 2; d * d <= n; d += 1) if (n % d === 0) return false;
  return n > 1;
});
const fraction = (x: number) => ((x % 1) * 2 ** 32) | 0;
const K = Int32Array.from(primes, (p) => fraction(Math.cbrt(p)));
const start = Int32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));
const kBlock = 64;

const turn = (x: number, by: number) => (x >>> by) | (x << (32 - by));
const words = new Int32Array(64);

function mix(state: Int32Array, bytes: DataView, offset: number): Int32Array {
  for (let i = 0; i < 16; i += 1) words[i] = bytes.getInt32(offset + 4 * i);
  for (let i = 16; i < 64; i += 1) {
    const x = words[i - 15]!;
    const y = words[i - 2]!;
    const small = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const large = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    words[i] = (words[i - 16]! + small + words[i - 7]! + large) | 0;
  }
  let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!;
  let e = state[4]!, f = state[5]!, g = state[6]!, h = state[7]!;
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i]! + words[i]!) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  return Int32Array.of(
    state[0]! + a, state[1]! + b, state[2]! + c, state[3]! + d, state[4]! + e, state[5]! + f, state[6]! + g, state[7]! + h,
  );
}

// Gives the first word of the hash of `beginning` + a tail, both ASCII.
export function hasher(beginning: string): (tail: string) => number {
  const bytes = new TextEncoder().encode(beginning);
  const view = new DataView(bytes.buffer);
  const whole = bytes.length - (bytes.length % kBlock);
  let state: Int32Array = start;
  for (let at = 0; at < whole; at += kBlock) state = mix(state, view, at);
  const rest = bytes.subarray(whole);
  const last = new Uint8Array(2 * kBlock);
  const lastView = new DataView(last.buffer);
  return (tail) => {
    last.fill(0);
    last.set(rest);
    for (let i = 0; i < tail.length; i += 1) last[rest.length + i] = tail.charCodeAt(i);
    const length = rest.length + tail.length;
    last[length] = 0x80;
    const end = length + 9 > kBlock ? 2 * kBlock : kBlock;
    lastView.setUint32(end - 4, (whole + length) * 8);
    let result = mix(state, lastView, 0);
    if (end > kBlock) result = mix(result, lastView, kBlock);
    return result[0]! >>> 0;
  };
}
