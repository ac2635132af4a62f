import type { ComponentChildren } from 'preact';
import type { Delta } from '../format/delta';
import { comparing } from '../state/address';
import { DeltaMark } from './DeltaMark';
import { Figure } from './Figure';
import { Sparkline } from './Sparkline';

interface KpiProps {
  id: string;
  label: string;
  title?: string;
  /** Null while the first answer is on its way. */
  shown: {
    value: number | null;
    format: (value: number) => string;
    delta?: Delta | null;
    note?: ComponentChildren;
    sparkline?: readonly (number | null)[];
    tone?: 'accent' | 'good' | 'bad' | 'quiet';
  } | null;
}

/** A key figure: the number first, then what it was, then how it came. Stands in a `<dl class="kpi-row">`. */
export function Kpi({ id, label, title, shown }: KpiProps) {
  return (
    <div class="kpi" data-kpi={id} title={title}>
      <dt>{label}</dt>
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
      {shown?.sparkline && (
        <dd class="kpi-spark">
          <Sparkline values={shown.sparkline} tone={shown.tone ?? 'accent'} />
        </dd>
      )}
    </div>
  );
}
