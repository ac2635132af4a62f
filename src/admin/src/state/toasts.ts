import { signal } from '@preact/signals';

export interface Toast {
  id: number;
  text: string;
  tone: 'good' | 'bad' | 'neutral';
}

const SHOWN_MS = 5000;
let last = 0;

/** Short news about what somebody just did. */
export const toasts = signal<readonly Toast[]>([]);

export function toast(text: string, tone: Toast['tone'] = 'neutral'): void {
  const id = ++last;
  toasts.value = [...toasts.value.slice(-2), { id, text, tone }];
  setTimeout(() => dismiss(id), SHOWN_MS);
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}
