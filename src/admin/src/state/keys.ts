import { signal } from '@preact/signals';

const KEY = 'agentmonitor.keys';

/** Single-key shortcuts can be turned off: they get in the way of speech input. */
export const keysOn = signal(localStorage.getItem(KEY) !== 'off');

export function turnKeys(on: boolean): void {
  keysOn.value = on;
  if (on) {
    localStorage.removeItem(KEY);
  } else {
    localStorage.setItem(KEY, 'off');
  }
}

/** Whether keys are text just now. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) &&
    !['radio', 'checkbox', 'button'].includes((target as HTMLInputElement).type)
  );
}

/** Turns keys into commands; two keys in a row (`g o`) within a second and a half are one. */
export class KeyReader {
  private first: { key: string; at: number } | null = null;

  constructor(private readonly commands: Readonly<Record<string, () => void>>) {}

  /** True when the key was ours. */
  press(key: string, at = Date.now()): boolean {
    const first = this.first !== null && at - this.first.at < 1500 ? this.first.key : null;
    this.first = null;
    const command = this.commands[first === null ? key : `${first} ${key}`];
    if (command !== undefined) {
      command();
      return true;
    }

    if (first === null && Object.keys(this.commands).some((name) => name.startsWith(`${key} `))) {
      this.first = { key, at };
      return true;
    }

    return false;
  }
}
