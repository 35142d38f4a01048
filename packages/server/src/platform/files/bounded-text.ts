/** Collects text up to a number of UTF-16 code units and never cuts a character in two. */
export class BoundedText {
  readonly #max: number;
  #pieces: string[] = [];
  #length = 0;
  #separator = '';
  truncated = false;

  constructor(max: number) {
    this.#max = max;
  }

  /** False once nothing more is taken. */
  add(text: string): boolean {
    if (text === '') return !this.truncated;
    this.#take(this.#separator);
    this.#separator = '';
    this.#take(text);
    return !this.truncated;
  }

  /** Goes before the next text, if one comes; the last one called wins. */
  separate(separator: string): void {
    if (this.#length > 0) this.#separator = separator;
  }

  /** Without what a database can't hold as text: NUL and halves of characters. */
  toString(): string {
    return this.#pieces.join('').replaceAll('\0', '').toWellFormed();
  }

  #take(text: string): void {
    const room = this.#max - this.#length;
    if (this.truncated || text === '') return;
    if (text.length > room) {
      this.truncated = true;
      const high = room > 0 && /[\ud800-\udbff]/.test(text[room - 1]!);
      text = text.slice(0, high ? room - 1 : room);
    }
    this.#length += text.length;
    this.#pieces.push(text);
  }
}
