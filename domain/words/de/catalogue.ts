export { evidence } from '@/domain/words/de/evidence';
export { law } from '@/domain/words/de/law';
export { register } from '@/domain/words/de/register';
export { reports } from '@/domain/words/de/reports';
export { runs } from '@/domain/words/de/runs';
export { settings } from '@/domain/words/de/settings';
export { shell } from '@/domain/words/de/shell';
export { uptake } from '@/domain/words/de/uptake';
