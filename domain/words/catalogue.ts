import * as de from '@/domain/words/de/catalogue';
import * as en from '@/domain/words/en/catalogue';
import type { Language } from '@/domain/words/vocabulary';

/** Every word of the product in one language. The German catalogue must have the shape of the English one to compile. */
export type Words = { [Area in keyof typeof en]: Widen<(typeof en)[Area]> };

type Widen<T> = T extends string ? string : T extends (...values: infer A) => string ? (...values: A) => string : { [K in keyof T]: Widen<T[K]> };

const catalogues: Record<Language, Words> = { en, de };

export const words = (language: Language): Words => catalogues[language];
