const PATHS = {
  check: 'M3.5 8.5 6.5 11.5 12.5 4.5',
  cross: 'M4 4 12 12M12 4 4 12',
  clock: 'M8 4.2V8l2.6 1.8M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8',
  slash: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M3.8 12.2l8.4-8.4',
  running: 'M8 1.8A6.2 6.2 0 1 1 1.8 8',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2v9.6L12.5 8z',
  live: 'M8 8h.01M4.8 11.2a4.5 4.5 0 0 1 0-6.4M11.2 4.8a4.5 4.5 0 0 1 0 6.4M2.7 13.3a7.5 7.5 0 0 1 0-10.6M13.3 2.7a7.5 7.5 0 0 1 0 10.6',
  retry: 'M13.2 6.5A5.5 5.5 0 1 0 13.4 9.5M13.5 3v3.6H9.9',
  poll: 'M2.5 8h2.2M6.9 8h2.2M11.3 8h2.2',
  offline: 'M2 2l12 12M5 11.2a4.5 4.5 0 0 1-.6-6M10 4a4.5 4.5 0 0 1 2 5.2M8 8h.01',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.2v1.4M8 13.4v1.4M1.2 8h1.4M13.4 8h1.4M3.2 3.2l1 1M11.8 11.8l1 1M3.2 12.8l1-1M11.8 4.2l1-1',
  moon: 'M13.2 9.6A5.8 5.8 0 0 1 6.4 2.8a5.8 5.8 0 1 0 6.8 6.8',
  screen: 'M2 3h12v8H2zM6 13.8h4M8 11v2.8',
  up: 'M8 12.5v-9M4.2 7.2 8 3.4l3.8 3.8',
  down: 'M8 3.5v9M4.2 8.8 8 12.6l3.8-3.8',
  copy: 'M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1',
  out: 'M9.5 2.5h4v11h-4M9.5 8h-7M5.3 5.2 2.5 8l2.8 2.8',
  pulse: 'M1.5 8.5H4l2-5 3 9 2-4h3.5',
} as const;

export type IconName = keyof typeof PATHS;

/** Drawn beside a word that says the same, so always hidden from screen readers. */
export function Icon({ name, class: className = '' }: { name: IconName; class?: string }) {
  return (
    <svg class={`icon ${className}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
