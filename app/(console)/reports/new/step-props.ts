import type { Builder } from '@/app/(console)/reports/new/search-params';
import type { Actor } from '@/domain/access/permissions';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import type { Language } from '@/domain/words/vocabulary';

/** What every step of the builder is given. */
export type StepProps = { builder: Builder; actor: Actor; words: Words; format: Formatter; language: Language };
