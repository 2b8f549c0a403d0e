'use client';

import type { BurnUp, Line, MarkKind } from '@/charts/burn-up';

/** `values` and `dates` are written at the ticks, in their order. */
type Texts = { title: string; description: string; accepted: string; seen: string; target: string; population: string; values: string[]; dates: string[] };

const marks: Record<MarkKind, { className: string; width: number; dash?: string }> = {
  announcement: { className: 'stroke-muted', width: 1 },
  reminder: { className: 'stroke-strong-line', width: 1, dash: '2 3' },
  deadline: { className: 'stroke-ink', width: 1.8 },
  late_deadline: { className: 'stroke-ink', width: 1.2, dash: '6 3' },
};

/** Lines labelled where they end, told apart by dash as well as colour. Drawn on the browser's side, so that a chart is sent as its geometry. */
export function BurnUpDrawing({ chart, texts, className }: { chart: BurnUp; texts: Texts; className?: string }) {
  const { plot, fontSize } = chart;
  const end = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  return (
    <svg viewBox={`0 0 ${chart.width} ${chart.height}`} role="img" aria-label={`${texts.title}. ${texts.description}`} fontSize={fontSize} className={`h-auto w-full ${className ?? ''}`}>
      {chart.yTicks.map(({ y, value }, i) => (
        <g key={value}>
          <line x1={plot.x} x2={end} y1={y} y2={y} className="stroke-line" />
          <text x={plot.x - 6} y={y + 4} textAnchor="end" className="fill-muted">{texts.values[i]}</text>
        </g>
      ))}
      {chart.xTicks.map(({ x, date }, i) => (
        <g key={date}>
          <line x1={x} x2={x} y1={bottom} y2={bottom + 4} className="stroke-strong-line" />
          <text x={x} y={bottom + 16} textAnchor="middle" className="fill-muted">{texts.dates[i]}</text>
        </g>
      ))}
      {chart.marks.map((mark) => (
        <g key={`${mark.kind}${mark.date}${mark.label}`}>
          <line x1={mark.x} x2={mark.x} y1={mark.top} y2={bottom} className={marks[mark.kind].className} strokeWidth={marks[mark.kind].width} strokeDasharray={marks[mark.kind].dash} />
          {mark.text && <text x={mark.labelX} y={mark.labelY} className={mark.kind === 'reminder' ? 'fill-muted' : 'fill-ink'}>{mark.text}</text>}
        </g>
      ))}
      <LevelLine level={chart.population} x={plot.x} end={end} text={texts.population} className="stroke-strong-line" />
      <LevelLine level={chart.target} x={plot.x} end={end} text={texts.target} className="stroke-ink" dash="1 4" />
      <Days line={chart.seen} name={texts.seen} stroke="stroke-pending" fill="fill-pending" width={2.2} dash="6 4" />
      <Days line={chart.accepted} name={texts.accepted} stroke="stroke-accepted" fill="fill-accepted" width={2.6} />
    </svg>
  );
}

type DaysProps = { line: Line; name: string; stroke: string; fill: string; width: number; dash?: string };

function Days({ line: { path, dots, last }, name, stroke, fill, width, dash }: DaysProps) {
  return (
    <>
      <path d={path} fill="none" strokeWidth={width} strokeDasharray={dash} strokeLinecap="round" strokeLinejoin="round" className={stroke} />
      {dots.map(({ x, y }) => <circle key={x} cx={x} cy={y} r={2.4} className={fill} />)}
      {last && <text x={last.labelX} y={last.labelY + 4} className={`${fill} font-semibold`}>{name}</text>}
    </>
  );
}

type LevelProps = { level: BurnUp['target']; x: number; end: number; text: string; className: string; dash?: string };

function LevelLine({ level, x, end, text, className, dash }: LevelProps) {
  if (!level) return null;
  return (
    <g>
      <line x1={x} x2={end} y1={level.y} y2={level.y} className={className} strokeDasharray={dash} strokeWidth={1.4} />
      <text x={end + 6} y={level.labelY + 4} className="fill-muted">{text}</text>
    </g>
  );
}
