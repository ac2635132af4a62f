import { Card } from '../../ui/Card';

/** Where masking and retention are set: the server's settings, since what is stored is stored for everybody. */
export function PrivacyCard() {
  return (
    <Card title="Masking and retention" note="set on the server">
      <ul class="choices">
        <li>
          <div>
            <b>Masking</b>
            <p class="quiet small">
              Emails, phone and card numbers, IBANs, addresses of machines and secrets can be written over before anything is stored: set{' '}
              <code>AgentMonitor:Masking:Content</code> and <code>ErrorMessages</code>. This page masks them on the screen in any case,
              until somebody asks for the content.
            </p>
          </div>
        </li>
        <li>
          <div>
            <b>Retention</b>
            <p class="quiet small">
              Executions go after 90 days, minutes after 8, hours after 396, and days stay, unless{' '}
              <code>AgentMonitor:Retention</code> says otherwise: <code>RawDays</code>, <code>MinuteDays</code>, <code>HourDays</code>,{' '}
              <code>DayDays</code>. Totals do not change when executions go.
            </p>
          </div>
        </li>
      </ul>
    </Card>
  );
}
