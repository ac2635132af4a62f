import type { HealthState } from '../../api/health';
import { StateMark, type Level } from '../../ui/StateMark';

const LOOKS: Record<HealthState, { level: Level; word: string }> = {
  ok: { level: 'good', word: 'fine' },
  degraded: { level: 'warn', word: 'degraded' },
  down: { level: 'bad', word: 'down' },
};

export function healthMark(state: HealthState, pill = true) {
  const { level, word } = LOOKS[state] ?? { level: 'quiet', word: state };
  return <StateMark level={level} word={word} pill={pill} />;
}

/** Says of a section that it is old or missing; nothing where it is as it should be. */
export function SectionState({ state }: { state: string | undefined }) {
  return state === undefined || state === 'live' ? null : <StateMark level={state === 'stale' ? 'warn' : 'bad'} word={state} />;
}
