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
              Emails, phone and card numbers, IBANs, addresses of machines and keys can be masked before they are stored. Set it under{' '}
              <code>AgentMonitor:Masking</code>. This page masks them on its screen in any case, until somebody asks for the content.
            </p>
          </div>
        </li>
        <li>
          <div>
            <b>Retention</b>
            <p class="quiet small">
              Executions, minutes, hours and content each have an age at which they go; days stay for ever. Set them under{' '}
              <code>AgentMonitor:Retention</code>.
            </p>
          </div>
        </li>
      </ul>
    </Card>
  );
}
