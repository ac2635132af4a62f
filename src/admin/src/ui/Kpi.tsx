import type { ComponentChildren } from 'preact';
import type { Delta } from '../format/delta';
import { comparing, type Changes } from '../state/address';
import { DeltaMark } from './DeltaMark';
import { Figure } from './Figure';
import { Link } from './Link';
import { Sparkline } from './Sparkline';

interface KpiProps {
  id: string;
  label: string;
  title?: string;
  /** The page that tells more. */
  to?: readonly string[];
  /** And in which state it opens. */
  with?: Changes;
  /** Or what shows more of it here. */
  onOpen?: () => void;
  /** Null while the first answer is on its way. */
  shown: {
    value: number | null;
    format: (value: number) => string;
    delta?: Delta | null;
    note?: ComponentChildren;
    sparkline?: readonly (number | null)[];
    /** The last of its values is not whole yet. */
    partial?: boolean;
    tone?: 'accent' | 'good' | 'bad' | 'quiet';
    /** Where the sparkline's scale begins. */
    floor?: number;
  } | null;
}

/** A key figure: the number first, then what it was, then how it came. Stands in a `<dl class="kpi-row">`. */
export function Kpi({ id, label, title, to, with: changes, onOpen, shown }: KpiProps) {
  return (
    <div class={to || onOpen ? 'kpi kpi-opens' : 'kpi'} data-kpi={id} title={title}>
      <dt>
        {to ? (
          <Link to={to} with={changes} class="kpi-label">
            {label}
          </Link>
        ) : onOpen ? (
          <button type="button" class="kpi-label" onClick={onOpen}>
            {label}
          </button>
        ) : (
          label
        )}
      </dt>
      <dd class="kpi-value">
        {shown ? <Figure value={shown.value} format={shown.format} unknown="—" /> : <span class="skeleton" />}
      </dd>
      <dd class="kpi-foot">
        {shown ? (
          <>
            {comparing.value && shown.delta !== undefined && <DeltaMark delta={shown.delta} />}
            {shown.note && <span class="kpi-note">{shown.note}</span>}
          </>
        ) : (
          <span class="skeleton" />
        )}
      </dd>
      <dd class="kpi-spark">{shown?.sparkline && <Sparkline values={shown.sparkline} tone={shown.tone ?? 'accent'} floor={shown.floor} partial={shown.partial} />}</dd>
    </div>
  );
}
