import { getPreferences, themes } from '@/auth/preferences';
import { savePreferences } from '@/app/preferences-action';
import { languages } from '@/domain/words/vocabulary';

/** Language and appearance, chosen by anyone, kept in this browser; works without scripts. */
export async function Preferences() {
  const { words, language, theme } = await getPreferences();
  const { shell } = words;
  return (
    <form action={savePreferences} className="no-print flex flex-wrap items-end gap-3 text-sm">
      <label className="grid gap-0.5">
        <span className="text-muted">{shell.language.label}</span>
        <select name="language" defaultValue={language} className="field-input">
          {languages.map((code) => <option key={code} value={code} lang={code}>{shell.language[code]}</option>)}
        </select>
      </label>
      <label className="grid gap-0.5">
        <span className="text-muted">{shell.theme.label}</span>
        <select name="theme" defaultValue={theme} className="field-input">
          {themes.map((name) => <option key={name} value={name}>{shell.theme[name]}</option>)}
        </select>
      </label>
      <button type="submit" className="button">{shell.apply}</button>
    </form>
  );
}
