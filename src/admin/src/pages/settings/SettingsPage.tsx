import { PageHead } from '../../ui/PageHead';
import { AccessCard } from './AccessCard';
import { BrowserCard } from './BrowserCard';
import { ForgetCard } from './ForgetCard';
import { InForceCard } from './InForceCard';
import { ServerCard } from './ServerCard';
import './settings.css';

/** What this browser shows and how; and what the server keeps, and for how long. */
export default function SettingsPage() {
  return (
    <>
      <PageHead title="Settings" />
      <div class="columns columns-2 settings">
        <div class="column">
          <BrowserCard />
          <AccessCard />
        </div>
        <div class="column">
          <ServerCard />
          <InForceCard />
          <ForgetCard />
        </div>
      </div>
    </>
  );
}
