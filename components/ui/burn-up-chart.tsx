import type { BurnUp, MarkKind, Tick } from '@/charts/burn-up';

export type BurnUpLabels = { title: string; description: string; accepted: string; seen: string; target: string; population: string; number(value: number): string; date(date: string, unit: Tick['unit']): string };

const marks: Record<MarkKind, { className: string; width: number; dash?: string }> = {
  announcement: { className: 'stroke-muted', width: 1 },
  reminder: { className: 'stroke-strong-line', width: 1, dash: '2 3' },
  deadline: { className: 'stroke-ink', width: 1.8 },
  late_deadline: { className: 'stroke-ink', width: 1.2, dash: '6 3' },
};

/** The burn-up on a page: lines labelled where they end, told apart by dash as well as colour. */
export function BurnUpChart({ chart, labels, className }: { chart: BurnUp; labels: BurnUpLabels; className?: string }) {
  const { plot, fontSize } = chart;
  const end = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  return (
    <svg viewBox={`0 0 ${chart.width} ${chart.height}`} role="img" aria-label={`${labels.title}. ${labels.description}`} fontSize={fontSize} className={`h-auto w-full ${className ?? ''}`}>
      {chart.yTicks.map(({ y, value }) => (
        <g key={value}>
          <line x1={plot.x} x2={end} y1={y} y2={y} className="stroke-line" />
          <text x={plot.x - 6} y={y + 4} textAnchor="end" className="fill-muted">{labels.number(value)}</text>
        </g>
      ))}
      {chart.xTicks.map(({ x, date, unit }) => (
        <g key={date}>
          <line x1={x} x2={x} y1={bottom} y2={bottom + 4} className="stroke-strong-line" />
          <text x={x} y={bottom + 16} textAnchor="middle" className="fill-muted">{labels.date(date, unit)}</text>
        </g>
      ))}
      {chart.marks.map((mark) => (
        <g key={`${mark.kind}${mark.date}${mark.label}`}>
          <line x1={mark.x} x2={mark.x} y1={mark.top} y2={bottom} className={marks[mark.kind].className} strokeWidth={marks[mark.kind].width} strokeDasharray={marks[mark.kind].dash} />
          {mark.text && <text x={mark.labelX} y={mark.labelY} className={mark.kind === 'reminder' ? 'fill-muted' : 'fill-ink'}>{mark.text}</text>}
        </g>
      ))}
      <Level level={chart.population} x={plot.x} end={end} label={labels.population} number={labels.number} className="stroke-strong-line" />
      <Level level={chart.target} x={plot.x} end={end} label={labels.target} number={labels.number} className="stroke-ink" dash="1 4" />
      <path d={chart.seen.path} fill="none" strokeWidth={2.2} strokeDasharray="6 4" strokeLinecap="round" strokeLinejoin="round" className="stroke-pending" />
      <path d={chart.accepted.path} fill="none" strokeWidth={2.6} strokeLinecap="round" strokeLinejoin="round" className="stroke-accepted" />
      {chart.seen.last && <text x={chart.seen.last.labelX} y={chart.seen.last.labelY + 4} className="fill-pending font-semibold">{labels.seen}</text>}
      {chart.accepted.last && <text x={chart.accepted.last.labelX} y={chart.accepted.last.labelY + 4} className="fill-accepted font-semibold">{labels.accepted}</text>}
    </svg>
  );
}

type LevelProps = { level: BurnUp['target']; x: number; end: number; label: string; number(value: number): string; className: string; dash?: string };

function Level({ level, x, end, label, number, className, dash }: LevelProps) {
  if (!level) return null;
  return (
    <g>
      <line x1={x} x2={end} y1={level.y} y2={level.y} className={className} strokeDasharray={dash} strokeWidth={1.4} />
      <text x={end + 6} y={level.labelY + 4} className="fill-muted">{label} {number(level.value)}</text>
    </g>
  );
}
