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
  contrast: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 1.8v12.4M8 4.8h4.6M8 8h6.2M8 11.2h4.6',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.2v1.4M8 13.4v1.4M1.2 8h1.4M13.4 8h1.4M3.2 3.2l1 1M11.8 11.8l1 1M3.2 12.8l1-1M11.8 4.2l1-1',
  moon: 'M13.2 9.6A5.8 5.8 0 0 1 6.4 2.8a5.8 5.8 0 1 0 6.8 6.8',
  screen: 'M2 3h12v8H2zM6 13.8h4M8 11v2.8',
  up: 'M8 12.5v-9M4.2 7.2 8 3.4l3.8 3.8',
  down: 'M8 3.5v9M4.2 8.8 8 12.6l3.8-3.8',
  copy: 'M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1',
  out: 'M9.5 2.5h4v11h-4M9.5 8h-7M5.3 5.2 2.5 8l2.8 2.8',
  chevron: 'M4.5 6.5 8 10l3.5-3.5',
  left: 'M9.8 3.8 5.6 8l4.2 4.2',
  right: 'M6.2 3.8 10.4 8l-4.2 4.2',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.4 10.4l3.4 3.4',
  help: 'M5.8 6.1a2.2 2.2 0 1 1 3.3 2c-.7.4-1.1.8-1.1 1.6M8 12.2h.01',
  warning: 'M8 2.2 14.2 13H1.8zM8 6.4v3.2M8 11.4h.01',
  download: 'M8 2.5v8M4.8 7.4 8 10.6l3.2-3.2M2.5 13.5h11',
  table: 'M2.2 3.2h11.6v9.6H2.2zM2.2 6.6h11.6M6.4 6.6v6.2',
  chart: 'M2 13.5h12M4 11V8M8 11V3.5M12 11V6',
  image: 'M2.2 3.2h11.6v9.6H2.2zM2.4 11.4l3.4-3.6 2.6 2.6 2-1.8 3.2 3M10.4 5.9h.01',
  filter: 'M2 3.5h12M4.2 8h7.6M6.6 12.5h2.8',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  globe: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M1.8 8h12.4M8 1.8c2.2 2 2.6 4 2.6 6.2S10.2 12.2 8 14.2C5.8 12.2 5.4 10.2 5.4 8S5.8 3.8 8 1.8',
  user: 'M8 2.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M2.8 13.8c.6-2.6 2.6-4 5.2-4s4.6 1.4 5.2 4',
  diamond: 'M8 2 14 8l-6 6-6-6z',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  bell: 'M3.6 11.4c.9-.9 1.1-2 1.1-4.1a3.3 3.3 0 0 1 6.6 0c0 2.1.2 3.2 1.1 4.1zM6.7 13.6c.7.6 1.9.6 2.6 0',
  plus: 'M8 3v10M3 8h10',
  external: 'M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13.3 2.7 7.5 8.5',
  trash: 'M2.8 4.3h10.4M6 4V2.6h4V4M4.2 4.3l.6 9h6.4l.6-9',
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
