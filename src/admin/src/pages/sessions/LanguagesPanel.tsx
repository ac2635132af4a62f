import type { SessionsAnswer } from '../../api/sessions';
import { languageName } from '../../format/language';
import type { Resource } from '../../state/resource';
import { BarList } from '../../ui/BarList';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';

/** What the live sessions are held in. */
export function LanguagesPanel({ resource }: { resource: Resource<SessionsAnswer> }) {
  return (
    <Panel
      title="By language"
      note="live"
      resource={resource}
      skeleton={<SkeletonRows rows={4} />}
      empty={{ when: ({ summary }) => Object.keys(summary.by_language).length === 0, shows: <Empty title="No live sessions">Their languages appear here.</Empty> }}
    >
      {({ summary }) => (
        <BarList
          label="Live sessions by language"
          rows={Object.entries(summary.by_language).map(([language, value]) => ({
            id: language,
            name: language === 'unknown' ? <span class="unknown">not reported</span> : languageName(language),
            value,
          }))}
        />
      )}
    </Panel>
  );
}
