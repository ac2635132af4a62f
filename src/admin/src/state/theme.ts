import { effect, signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'agentmonitor.theme';
const kept = localStorage.getItem(KEY);

export const theme = signal<Theme>(kept === 'light' || kept === 'dark' ? kept : 'system');

/** Applies the theme to the document from now on, and remembers it in this browser. */
export function followTheme(root: HTMLElement): () => void {
  return effect(() => {
    if (theme.value === 'system') {
      delete root.dataset.theme;
      localStorage.removeItem(KEY);
    } else {
      root.dataset.theme = theme.value;
      localStorage.setItem(KEY, theme.value);
    }
  });
}
