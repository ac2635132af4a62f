import type { ComponentType } from 'preact';
import { act } from 'preact/test-utils';
import { vi } from 'vitest';
import type { PageProps } from '../pages/pages';
import { path } from '../state/address';
import { settle, shown, visit } from './page';
import { answering } from './server';

let gone: (() => Promise<void>) | null = null;

/** Opens one page at an address, with these answers besides the usual ones. */
export async function opened(Page: ComponentType<PageProps>, address: string, answers: Record<string, unknown> = {}) {
  visit(address);
  const requests = answering(answers);
  const page = await shown(<Page rest={path.value.slice(1)} />);
  gone = page.gone;
  await answered(page.root);
  const { root } = page;
  const named = (label: string) => [...root.querySelectorAll<HTMLElement>('button, a, summary')].find((each) => (each.getAttribute('aria-label') ?? each.textContent)?.trim() === label);
  return {
    root,
    requests,
    monitor: page.monitor,
    text: () => root.textContent ?? '',
    kpi: (id: string) => root.querySelector(`[data-kpi="${id}"] data`)?.getAttribute('value'),
    panel: (title: string) => [...root.querySelectorAll('.panel')].find((panel) => panel.querySelector('h2')?.textContent === title),
    press: async (label: string) => {
      const button = named(label);
      if (button === undefined) {
        throw new Error(`There is no ${label}.`);
      }

      await act(() => button.click());
      await answered(root);
    },
    fill: async (label: string, value: string) => {
      const field = [...(root.querySelector('dialog') ?? root).querySelectorAll('label')].find((each) => each.textContent?.startsWith(label));
      const input = field?.htmlFor ? document.getElementById(field.htmlFor) : field?.querySelector('input');
      if (!(input instanceof HTMLInputElement || input instanceof HTMLSelectElement)) {
        throw new Error(`There is no field ${label}.`);
      }

      await act(() => {
        input.value = value;
        input.dispatchEvent(new Event(input instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
      });
    },
    submit: async () => {
      await act(() => void (root.querySelector('dialog form') ?? root.querySelector('form'))?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
      await answered(root);
    },
    /** What was sent there last. */
    sent: (method: string, route: string) => {
      const request = requests.findLast(({ path, init }) => init.method === method && path.split('?')[0] === route);
      return request === undefined ? undefined : { ...request, body: JSON.parse(String(request.init.body ?? 'null')) as unknown };
    },
  };
}

/** Until nothing is waited for any more. The page changes a few times a second, so this takes a moment. */
async function answered(root: Element): Promise<void> {
  await settle(6);
  for (let turn = 0; turn < 40 && root.querySelector('.skeleton') !== null; turn++) {
    await settle(4);
  }
}

export async function closePage(): Promise<void> {
  await gone?.();
  gone = null;
  vi.unstubAllGlobals();
}
