// What the server takes of a text that a line writes.
export const kLongest = 30_000; // characters
const kLargest = 64_000; // bytes: less than the server reads of a request

export const isTooLong = (text: string): boolean =>
  [...text].length > kLongest || new TextEncoder().encode(JSON.stringify(text)).length > kLargest;

// Without what nobody sees and the server refuses: control characters that were pasted, halves of a character.
export const cleaned = (text: string): string =>
  text.replace(/\r\n?|[\v\f\x85]/g, '\n').replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '');
