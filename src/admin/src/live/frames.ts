/** What the server pushes: state or news, numbered in one line; where several servers push, each has a line of its own. */
export interface Frame {
  type: string;
  source?: string;
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
  private readonly last = new Map<string, number>();

  /** `gap`: something was missed, so the snapshot has to be fetched. `old`: seen already. */
  take(seq: number, source = ''): 'next' | 'gap' | 'old' {
    const last = this.last.get(source);
    if (last !== undefined && seq <= last) {
      return 'old';
    }

    this.last.set(source, seq);
    return last === undefined || seq === last + 1 ? 'next' : 'gap';
  }

  /** A new connection starts a new line: a restarted server counts from the beginning. */
  restart(): void {
    this.last.clear();
  }
}
