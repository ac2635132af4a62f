/** Cuts server-sent events out of text that arrives in arbitrary pieces, and hands on the data of each. */
export class EventStreamReader {
  private rest = '';
  private data: string[] = [];

  constructor(private readonly event: (data: string) => void) {}

  push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      this.line(line.endsWith('\r') ? line.slice(0, -1) : line);
    }
  }

  private line(line: string): void {
    if (line === '' && this.data.length > 0) {
      this.event(this.data.join('\n'));
      this.data = [];
    } else if (line.startsWith('data:')) {
      this.data.push(line.slice(line[5] === ' ' ? 6 : 5));
    }
  }
}
