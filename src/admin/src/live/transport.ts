import type { Frame } from './frames';

export interface TransportListener {
  frame(frame: Frame): void;
  closed(): void;
}

/** Resolves once connected and rejects when it cannot; aborting the signal ends it. */
export type Transport = (listener: TransportListener, signal: AbortSignal) => Promise<void>;
