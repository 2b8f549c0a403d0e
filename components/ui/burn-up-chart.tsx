import type { BurnUp, Tick } from '@/charts/burn-up';
import { BurnUpDrawing } from '@/components/ui/burn-up-drawing';

export type BurnUpLabels = { title: string; description: string; accepted: string; seen: string; target: string; population: string; number(value: number): string; date(date: string, unit: Tick['unit']): string };

/** The burn-up on a page, its numbers and days written in the page's language. */
export function BurnUpChart({ chart, labels: { number, date, ...labels }, className }: { chart: BurnUp; labels: BurnUpLabels; className?: string }) {
  const { population, target } = chart;
  return (
    <BurnUpDrawing
      chart={chart}
      className={className}
      texts={{
        ...labels,
        population: population ? `${labels.population} ${number(population.value)}` : '',
        target: target ? `${labels.target} ${number(target.value)}` : '',
        values: chart.yTicks.map(({ value }) => number(value)),
        dates: chart.xTicks.map((tick) => date(tick.date, tick.unit)),
      }}
    />
  );
}
