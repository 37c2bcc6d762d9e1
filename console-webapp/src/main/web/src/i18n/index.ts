import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT = 'fettle.language';
// Whoever reads English loads no other language.
const loaders: Record<Exclude<Language, 'en'>, () => Promise<{ default: object }>> = { de: () => import('./de.json') };

/** Keys hold dots and colons, as reason codes do, so names of sections are split by a slash. */
void i18n.use(initReactI18next).init({
  resources: { en: { translation: en } },
  lng: 'en',
  fallbackLng: 'en',
  keySeparator: '/',
  nsSeparator: false,
  interpolation: { escapeValue: false },
});

export async function setLanguage(language: Language): Promise<void> {
  if (language !== 'en' && !i18n.hasResourceBundle(language, 'translation')) {
    i18n.addResourceBundle(language, 'translation', (await loaders[language]()).default);
  }
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(KEPT, language);
}

export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT) ?? navigator.language.slice(0, 2);
  return kept === 'de' ? 'de' : 'en';
}

export default i18n;
