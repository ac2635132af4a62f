import { signOut } from '../../app/session';
import { Card } from '../../ui/Card';
import { Icon } from '../../ui/Icon';

/** Who may see this page, and the way out. */
export function AccessCard() {
  return (
    <Card title="Access">
      <ul class="choices">
        <li>
          <div>
            <b>Admin token</b>
            <p class="quiet small">
              It is kept in this tab only, travels in a header and is forgotten when the tab is closed. Two may be valid at a time, so
              that one can take the other's place without anybody being locked out.
            </p>
          </div>
          <button type="button" class="button" onClick={() => signOut()}>
            <Icon name="out" />
            Sign out
          </button>
        </li>
        <li>
          <div>
            <b>Ingest keys</b>
            <p class="quiet small">
              Agents report with a key of their own; <code>token ingest create NAME</code> makes one. Until there is one, only the
              server's own machine may report.
            </p>
          </div>
        </li>
      </ul>
    </Card>
  );
}
