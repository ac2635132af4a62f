/** What the server pushes: state or news, numbered in one line. */
export interface Frame {
  type: string;
  seq: number;
  timestamp: string;
  data: unknown;
}

export function isFrame(value: unknown): value is Frame {
  const frame = value as Partial<Frame> | null;
  return typeof frame === 'object' && frame !== null && typeof frame.type === 'string' && typeof frame.seq === 'number';
}

/** Follows the numbers of one connection. */
export class Sequence {
  private last: number | null = null;

  /** `gap`: something was missed, so the snapshot has to be fetched. `old`: seen already. */
  take(seq: number): 'next' | 'gap' | 'old' {
    const last = this.last;
    if (last !== null && seq <= last) {
      return 'old';
    }

    this.last = seq;
    return last === null || seq === last + 1 ? 'next' : 'gap';
  }

  /** A new connection starts a new line: a restarted server counts from the beginning. */
  restart(): void {
    this.last = null;
  }
}
