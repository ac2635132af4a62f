import { Icon, type IconName } from './Icon';

export type Level = 'good' | 'warn' | 'bad' | 'quiet' | 'accent';

const ICONS: Record<Level, IconName> = { good: 'check', warn: 'warning', bad: 'cross', quiet: 'slash', accent: 'running' };

interface StateMarkProps {
  level: Level;
  word: string;
  icon?: IconName;
  /** As a pill with a ground of its own, or as plain words. */
  pill?: boolean;
}

/** A state in a shape and a word, and in a colour last. */
export function StateMark({ level, word, icon, pill = true }: StateMarkProps) {
  return (
    <span class={pill ? `pill pill-${level}` : `mark mark-${level}`}>
      <Icon name={icon ?? ICONS[level]} />
      {word}
    </span>
  );
}
