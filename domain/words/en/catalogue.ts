export { evidence } from '@/domain/words/en/evidence';
export { law } from '@/domain/words/en/law';
export { register } from '@/domain/words/en/register';
export { reports } from '@/domain/words/en/reports';
export { runs } from '@/domain/words/en/runs';
export { settings } from '@/domain/words/en/settings';
export { shell } from '@/domain/words/en/shell';
export { uptake } from '@/domain/words/en/uptake';
