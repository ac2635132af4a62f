import { render, type ComponentChildren } from 'preact';
import { act } from 'preact/test-utils';
import { vi } from 'vitest';
import { ApiClient } from '../api/client';
import { readAddress } from '../state/address';
import { Monitor, MonitorProvider } from '../state/monitor';

/** Opens an address without loading anything. */
export function visit(address: string): void {
  history.replaceState(null, '', address);
  readAddress();
}

/** Shows something as a signed-in page would, and takes it away again. */
export async function shown(children: ComponentChildren, monitor = new Monitor(new ApiClient('t'))) {
  const root = document.body.appendChild(document.createElement('div'));
  await act(async () => {
    render(<MonitorProvider value={monitor}>{children}</MonitorProvider>, root);
    await settle();
  });
  return {
    root,
    monitor,
    gone: async () => {
      await act(() => render(null, root));
      root.remove();
      monitor.store.stop();
    },
  };
}

/** Lets answers arrive and be drawn. */
export async function settle(times = 4): Promise<void> {
  for (let i = 0; i < times; i++) {
    await act(async () => {
      await (vi.isFakeTimers() ? vi.advanceTimersByTimeAsync(50) : new Promise((resolve) => setTimeout(resolve, 5)));
    });
  }
}
