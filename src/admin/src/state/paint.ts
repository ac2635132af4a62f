import { batch } from '@preact/signals';

/** At most so often does what the server says change the page; people read no faster, and every change is a paint. */
const EVERY_MS = 150;

/**
 * Collects what arrives from the server and lets it change the page together: the first at once, the rest in steps.
 */
export class Paint {
  private waiting: (() => void)[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly everyMs = EVERY_MS) {}

  add(change: () => void): void {
    this.waiting.push(change);
    if (this.timer === undefined) {
      this.flush();
    }
  }

  private flush(): void {
    const changes = this.waiting;
    this.waiting = [];
    this.timer = changes.length === 0 ? undefined : setTimeout(() => this.flush(), this.everyMs);
    batch(() => changes.forEach((change) => change()));
  }
}
