import type { BurnUp, Tick } from '@/charts/burn-up';
import { fitText, textWidth } from '@/charts/text-width';
import { BurnUpDrawing } from '@/components/ui/burn-up-drawing';

export type BurnUpLabels = { title: string; description: string; accepted: string; seen: string; target: string; population: string; number(value: number): string; date(date: string, unit: Tick['unit']): string };

/** The burn-up on a page, its numbers and days written in the page's language; a name too long for the room beside the plot ends in an ellipsis, a number never. */
export function BurnUpChart({ chart, labels: { number, date, ...labels }, className }: { chart: BurnUp; labels: BurnUpLabels; className?: string }) {
  const { population, target, plot, fontSize } = chart;
  const room = chart.width - plot.x - plot.width - 6;
  const fitted = (name: string, value: string) => `${fitText(name, fontSize, room - textWidth(` ${value}`, fontSize))} ${value}`;
  return (
    <BurnUpDrawing
      chart={chart}
      className={className}
      texts={{
        ...labels,
        population: population ? fitted(labels.population, number(population.value)) : '',
        target: target ? fitted(labels.target, number(target.value)) : '',
        values: chart.yTicks.map(({ value }) => number(value)),
        dates: chart.xTicks.map((tick) => date(tick.date, tick.unit)),
      }}
    />
  );
}
