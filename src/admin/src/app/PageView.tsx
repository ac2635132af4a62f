import { useEffect, useState } from 'preact/hooks';
import { pageOf, type PageEntry, type PageModule } from '../pages/pages';
import { path } from '../state/address';
import { Empty } from '../ui/Empty';
import { Guard } from '../ui/Guard';
import { Link } from '../ui/Link';
import { SkeletonBlock } from '../ui/Skeleton';

const loaded = new Map<PageEntry, PageModule['default']>();

/** The page that the address names, fetched when it is first opened. */
export function PageView() {
  const entry = pageOf(path.value);
  useEffect(() => {
    document.title = entry === null ? 'AgentMonitor' : `${titleOf(entry)} · AgentMonitor`;
  });

  return entry === null ? <NoPage /> : <Loaded key={entry.name} entry={entry} />;
}

function titleOf({ title }: PageEntry): string {
  const detail = path.value[1];
  return detail === undefined ? title : `${detail} · ${title}`;
}

function Loaded({ entry }: { entry: PageEntry }) {
  const [Page, show] = useState(() => loaded.get(entry));
  const [failed, fail] = useState(false);
  useEffect(() => {
    entry.load().then(
      (module) => {
        loaded.set(entry, module.default);
        show(() => module.default);
      },
      () => fail(true),
    );
  }, [entry]);

  if (failed) {
    return <Changed />;
  }

  return Page === undefined ? (
    <div aria-hidden="true" class="page-waiting">
      <SkeletonBlock height={96} />
      <SkeletonBlock height={320} />
    </div>
  ) : (
    <Guard what={`the page “${entry.title}”`}>
      <Page rest={path.value.slice(1)} />
    </Guard>
  );
}

// The files of a page belong together: after an update an open tab may find those of another version.
function Changed() {
  return (
    <Empty title="This part of the page could not be loaded">
      <p>The server may be away, or was updated since this tab was opened.</p>
      <button type="button" class="button primary" onClick={() => location.reload()}>
        Load the page anew
      </button>
    </Empty>
  );
}

function NoPage() {
  return (
    <Empty title="There is no such page">
      <Link to={[]} class="button">
        To the overview
      </Link>
    </Empty>
  );
}
