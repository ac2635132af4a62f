import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { clearFilters, filters, type Filter } from '../state/address';
import type { Loaded, Resource } from '../state/resource';
import { Empty } from './Empty';
import { Guard } from './Guard';
import { Problem } from './Problem';
import { StaleNote, type Staleness } from './StaleNote';

interface PanelProps<T> {
  title: string;
  /** Quiet words beside the title. */
  note?: ComponentChildren;
  /** Controls at the end of the head. */
  tools?: ComponentChildren;
  class?: string;
  resource: Resource<T>;
  /** Of the size that the content will have. */
  skeleton: ComponentChildren;
  empty?: { when: (data: T) => boolean; shows: ComponentChildren };
  /** The filters that the answer follows; the panel says of the others that it does not. Absent: filters do not concern it. */
  follows?: readonly Filter[];
  /** Where the answer consists of sections with states of their own. */
  section?: string;
  children: (data: T) => ComponentChildren;
}

/** One panel in whichever state its data is: waiting, there, nothing to show, no match, failed, or old. */
export function Panel<T>({ title, note, tools, class: className = '', resource, follows, section, ...rest }: PanelProps<T>) {
  const loaded = resource.value.value;
  const id = useId();
  const ignored = follows === undefined ? [] : filters.value.filter(({ name }) => !follows.includes(name));
  const old = staleness(loaded, section);
  const retry = () => void resource.refresh();
  return (
    <section class={`panel ${className}`} aria-labelledby={id} aria-busy={loaded.loading && loaded.data === null}>
      <header class="panel-head">
        <h2 id={id}>{title}</h2>
        <div class="panel-note">
          {note}
          {ignored.length > 0 && <span class="ignored">not by {ignored.map(({ name }) => name).join(', ')}</span>}
          {old !== null && <StaleNote {...old} retry={retry} />}
        </div>
        {tools && <div class="panel-tools">{tools}</div>}
      </header>
      <Guard what={`“${title}”`}>
        <Body loaded={loaded} old={old !== null} retry={retry} follows={follows} {...rest} />
      </Guard>
    </section>
  );
}

type BodyProps<T> = Pick<PanelProps<T>, 'skeleton' | 'empty' | 'follows' | 'children'> & {
  loaded: Loaded<T>;
  old: boolean;
  retry: () => void;
};

function Body<T>({ loaded: { data, problem }, old, retry, skeleton, empty, follows, children }: BodyProps<T>) {
  if (data === null) {
    return problem ? <Problem problem={problem} retry={retry} /> : <div aria-hidden="true">{skeleton}</div>;
  }

  const nothing = empty?.when(data) ?? false;
  const narrowed = filters.value.some(({ name }) => follows?.includes(name));
  const content = nothing ? narrowed ? <NoMatch /> : empty?.shows : children(data);
  return old ? <div class="stale">{content}</div> : <>{content}</>;
}

function NoMatch() {
  return (
    <Empty title="Nothing matches the filters">
      <button type="button" class="button" onClick={clearFilters}>
        Clear filters
      </button>
    </Empty>
  );
}

interface Meta {
  as_of?: string;
  data_state?: string;
  sections?: Record<string, string>;
}

/** Since when nothing newer is known, and why; null where it is as new as it can be. */
function staleness({ data, at, problem }: Loaded<unknown>, section: string | undefined): Staleness | null {
  const meta = (data as { meta?: Meta } | null)?.meta;
  const state = section === undefined ? meta?.data_state : (meta?.sections?.[section] ?? meta?.data_state);
  if (state === 'stale' && meta?.as_of !== undefined) {
    return { at: meta.as_of, says: 'The store does not answer the server just now.' };
  }

  return data === null || problem === null || at === null ? null : { at, says: problem.message };
}
