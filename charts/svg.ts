import type { BurnUp, MarkKind, Tick } from '@/charts/burn-up';
import type { Part, PartsBar } from '@/charts/parts-bar';
import { fitText, textWidth } from '@/charts/text-width';

/** Words of the burn-up drawing, in the language of the document. */
export type BurnUpWords = {
  title: string;
  description: string;
  accepted: string;
  seen: string;
  target: string;
  population: string;
  number(value: number): string;
  date(date: string, unit: Tick['unit']): string;
};

export type PartsBarWords = { title: string; description: string; /** By part id. */ names: Record<string, string>; withheld: string; number(value: number): string; percent(share: number): string };

const ink = '#1b1f24';
const quiet = '#57606a';
const hairline = '#d0d7de';
const legendSize = 11;
const blue = '#0072B2';
const orange = '#D55E00';

/** Okabe and Ito's colours, which colour-blind readers tell apart; hatching and the words say the same without colour. */
const fills = ['#0072B2', '#E69F00', '#D0D7DE', '#D55E00', '#57606A'];
const markStrokes: Record<MarkKind, { stroke: string; width: number; dash: string }> = {
  announcement: { stroke: quiet, width: 1, dash: '' },
  reminder: { stroke: '#8c959f', width: 1, dash: '2 3' },
  deadline: { stroke: ink, width: 1.6, dash: '' },
  late_deadline: { stroke: ink, width: 1.2, dash: '6 3' },
};

const escaped = (text: string) =>
  text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function frame(width: number, height: number, size: number, words: { title: string; description: string }, body: string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Noto Sans" font-size="${size}" role="img">`,
    `<title>${escaped(words.title)}</title><desc>${escaped(words.description)}</desc>`,
    ...body,
    '</svg>',
  ].join('\n');
}

/** Text with a white edge around it, so that it stays readable where a line runs behind it. */
function label(x: number, y: number, text: string, colour: string, more = ''): string {
  const words = escaped(text);
  return `<text x="${x}" y="${y}"${more} fill="none" stroke="#ffffff" stroke-width="3" stroke-linejoin="round">${words}</text><text x="${x}" y="${y}"${more} fill="${colour}">${words}</text>`;
}

/** The burn-up as a drawing of its own: literal colours, no style sheet, no script. */
export function burnUpSvg(chart: BurnUp, words: BurnUpWords): string {
  const { plot, fontSize } = chart;
  const end = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  const rule = (x1: number, y1: number, x2: number, y2: number, stroke: string, more = '') => `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${stroke}"${more}/>`;
  const path = (d: string, stroke: string, more: string) => (d === '' ? [] : [`<path d="${d}" fill="none" stroke="${stroke}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"${more}/>`]);
  const dots = (points: { x: number; y: number }[], fill: string) => points.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="1.8" fill="${fill}"/>`);
  const room = (x: number) => chart.width - x - 2;
  const beside = (x: number, y: number, text: string, colour: string) => label(x, y + fontSize * 0.35, fitText(text, fontSize, room(x)), colour);
  return frame(chart.width, chart.height, fontSize, words, [
    ...chart.yTicks.flatMap(({ y, value }) => [rule(plot.x, y, end, y, hairline, ' stroke-width="0.6"'), `<text x="${plot.x - 6}" y="${y + fontSize * 0.35}" text-anchor="end" fill="${quiet}">${escaped(words.number(value))}</text>`]),
    rule(plot.x, bottom, end, bottom, quiet),
    ...chart.xTicks.flatMap(({ x, date, unit }) => {
      const text = words.date(date, unit);
      const half = textWidth(text, fontSize) / 2;
      return [rule(x, bottom, x, bottom + 4, quiet), `<text x="${Math.min(Math.max(x, half), chart.width - half)}" y="${bottom + 17}" text-anchor="middle" fill="${quiet}">${escaped(text)}</text>`];
    }),
    ...chart.marks.map(({ x, top, kind }) => {
      const { stroke, width, dash } = markStrokes[kind];
      return rule(x, top, x, bottom, stroke, ` stroke-width="${width}"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}`);
    }),
    ...(chart.population ? [rule(plot.x, chart.population.y, end, chart.population.y, quiet, ' stroke-width="1"')] : []),
    ...(chart.target ? [rule(plot.x, chart.target.y, end, chart.target.y, quiet, ' stroke-width="1.2" stroke-dasharray="1 3" stroke-linecap="round"')] : []),
    ...path(chart.seen.path, orange, ' stroke-dasharray="7 4"'),
    ...dots(chart.seen.dots, orange),
    ...path(chart.accepted.path, blue, ''),
    ...dots(chart.accepted.dots, blue),
    ...chart.marks.filter((mark) => mark.lane !== null).map((mark) => label(mark.labelX, mark.labelY, mark.text, mark.kind === 'reminder' ? quiet : ink, mark.kind === 'deadline' ? ' font-weight="bold"' : '')),
    ...(chart.population ? [beside(end + 8, chart.population.labelY, words.population, quiet)] : []),
    ...(chart.target ? [beside(end + 8, chart.target.labelY, words.target, quiet)] : []),
    ...(chart.seen.last ? [beside(chart.seen.last.labelX, chart.seen.last.labelY, words.seen, '#a84a00')] : []),
    ...(chart.accepted.last ? [beside(chart.accepted.last.labelX, chart.accepted.last.labelY, words.accepted, '#005a8c')] : []),
  ]);
}

/** The bar of parts with a legend of names, numbers and shares under it. The order of `names` gives each part its colour and hatching. */
export function partsBarSvg(chart: PartsBar, words: PartsBarWords): string {
  const { entries, columns, texts } = legendOf(chart, words);
  const step = chart.width / columns;
  const order = Object.keys(words.names);
  const fillOf = (part: Part) => {
    const i = Math.max(order.indexOf(part.ids[0] ?? ''), 0) % fills.length;
    if (part.withheld) return 'url(#withheld)';
    return i % 2 === 0 ? (fills[i] ?? quiet) : `url(#hatch${i})`;
  };
  const patterns = fills.map((fill, i) => `<pattern id="hatch${i}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(${45 + (i % 3) * 45})"><rect width="6" height="6" fill="${fill}"/><line x1="0" y1="0" x2="0" y2="6" stroke="#ffffff" stroke-width="1.6"/></pattern>`);
  return frame(chart.width, partsBarHeight(chart, words), legendSize, words, [
    `<defs>${patterns.join('')}<pattern id="withheld" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="#ffffff"/><line x1="0" y1="0" x2="0" y2="8" stroke="${quiet}" stroke-width="2"/></pattern></defs>`,
    ...chart.parts.filter((part) => part.width > 0).map((part) => `<rect x="${part.x}" y="0" width="${part.width}" height="${chart.height}" fill="${part.ids.length === 0 ? '#ffffff' : fillOf(part)}" stroke="#ffffff" stroke-width="0.8"/>`),
    ...entries.map((part, i) => {
      const x = (i % columns) * step;
      const y = chart.height + 12 + Math.floor(i / columns) * 18;
      return `<rect x="${x}" y="${y}" width="11" height="11" fill="${fillOf(part)}"/><text x="${x + 17}" y="${y + 9.5}" fill="${ink}">${escaped(fitText(texts[i] ?? '', legendSize, step - 20))}</text>`;
    }),
  ]);
}

/** The height of the whole drawing, legend included. */
export function partsBarHeight(chart: PartsBar, words: PartsBarWords): number {
  const { entries, columns } = legendOf(chart, words);
  return chart.height + 12 + Math.ceil(entries.length / columns) * 18;
}

function legendOf(chart: PartsBar, words: PartsBarWords) {
  const entries = chart.parts.filter((part) => part.ids.length > 0);
  const name = (id: string) => words.names[id] ?? id;
  const texts = entries.map((part) => (part.withheld ? `${part.ids.map(name).join(', ')}: ${words.withheld}` : `${part.ids.map(name).join(', ')}: ${words.number(part.value ?? 0)} (${words.percent(part.share)})`));
  const widest = Math.max(...texts.map((text) => textWidth(text, legendSize) + 26), 1);
  return { entries, texts, columns: Math.min(Math.max(Math.floor(chart.width / widest), 1), 3) };
}
