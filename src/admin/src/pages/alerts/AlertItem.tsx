import type { ComponentChildren } from 'preact';
import type { Alert } from '../../api/alerts';
import { Age } from '../../ui/Age';
import { Link } from '../../ui/Link';
import { StateMark, type Level } from '../../ui/StateMark';
import { Time } from '../../ui/Time';
import { KINDS, SEVERITIES, subjectName } from './kinds';

const STATES: Record<Alert['state'], { level: Level; word: string }> = {
  pending: { level: 'quiet', word: 'pending' },
  firing: { level: 'bad', word: 'firing' },
  acknowledged: { level: 'accent', word: 'acknowledged' },
  resolved: { level: 'good', word: 'resolved' },
};

/** One alert: what, how bad, of whom, since when. */
export function AlertItem({ alert, children }: { alert: Alert; children?: ComponentChildren }) {
  const { severity, state, rule_name, message, subject, since, fired_at, resolved_at, peak_value, kind } = alert;
  const agent = subject?.startsWith('agent:') ? subjectName(subject) : null;
  return (
    <li class={`alert alert-${state === 'firing' ? severity : 'calm'}`} data-alert={alert.id}>
      <div class="alert-main">
        <p class="alert-name">
          <StateMark level={SEVERITIES[severity]} word={severity} icon={severity === 'info' ? 'bell' : 'warning'} />
          <b>{rule_name}</b>
          {agent !== null ? (
            <Link to={['agents', agent]} class="link">
              {agent}
            </Link>
          ) : (
            subject && <span class="quiet">{subjectName(subject)}</span>
          )}
        </p>
        <p>{message}</p>
        <p class="quiet small alert-foot">
          <StateMark {...STATES[state]} pill={false} />
          {resolved_at !== null && fired_at !== null ? (
            <span>
              fired <Time of={fired_at} />, over <Age of={resolved_at} long />
            </span>
          ) : (
            <span>
              {state === 'pending' ? 'seen first ' : 'began '}
              <Age of={fired_at ?? since} long />
            </span>
          )}
          {peak_value !== null && <span>worst {KINDS[kind]?.format(peak_value) ?? peak_value}</span>}
          {alert.acknowledged_at !== null && (
            <span>
              acknowledged <Age of={alert.acknowledged_at} long />
              {alert.acknowledged_note && `: “${alert.acknowledged_note}”`}
            </span>
          )}
        </p>
      </div>
      {children}
    </li>
  );
}
