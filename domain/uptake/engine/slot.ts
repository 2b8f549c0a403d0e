import { channels, platforms } from '@/domain/notices/vocabulary';
import type { Cell } from '@/domain/uptake/columns';
import type { Grain } from '@/domain/uptake/grain';

/** Where a cell stands in a grain's rollup: the row's leading value and the part inside it. */
export type Slot = { lead: string; sub: number };

const channelCount = channels.length;
const at = (list: readonly string[], value: string) => Math.max(0, list.indexOf(value));

/** The slot of a cell in a grain. */
export function slotOf(grain: Grain, cell: Cell): Slot {
  switch (grain) {
    case 'total': return { lead: '', sub: 0 };
    case 'region': return { lead: cell.region, sub: 0 };
    case 'platform': return { lead: cell.platform, sub: 0 };
    case 'channel': return { lead: cell.channel, sub: 0 };
    case 'place': return { lead: cell.region, sub: at(platforms, cell.platform) * channelCount + at(channels, cell.channel) };
    case 'version': return { lead: cell.appVersion, sub: at(platforms, cell.platform) };
    case 'locale': return { lead: cell.locale, sub: 0 };
  }
}

/** The dimensions a slot tells, the others ''. */
export function cellOfSlot(grain: Grain, { lead, sub }: Slot): Record<'region' | 'platform' | 'channel' | 'app_version' | 'locale', string> {
  const none = { region: '', platform: '', channel: '', app_version: '', locale: '' };
  switch (grain) {
    case 'total': return none;
    case 'region': return { ...none, region: lead };
    case 'platform': return { ...none, platform: lead };
    case 'channel': return { ...none, channel: lead };
    case 'place': return { ...none, region: lead, platform: platforms[Math.floor(sub / channelCount)] ?? '', channel: channels[sub % channelCount] ?? '' };
    case 'version': return { ...none, app_version: lead, platform: platforms[sub] ?? '' };
    case 'locale': return { ...none, locale: lead };
  }
}
