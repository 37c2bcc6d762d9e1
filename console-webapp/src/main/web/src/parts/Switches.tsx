import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { MoonIcon } from '@patternfly/react-icons/dist/esm/icons/moon-icon';
import { SunIcon } from '@patternfly/react-icons/dist/esm/icons/sun-icon';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, setLanguage, type Language } from '../i18n';

export function ThemeSwitch() {
  const { t } = useTranslation();
  const [dark, setDark] = useState(() => document.documentElement.classList.contains('pf-v6-theme-dark'));
  const choose = (next: boolean) => {
    setDark(next);
    localStorage.setItem('fettle.theme', next ? 'dark' : 'light');
    document.documentElement.classList.toggle('pf-v6-theme-dark', next);
  };
  return (
    <ToggleGroup aria-label={t('theme/label')} isCompact>
      <ToggleGroupItem
        icon={<SunIcon />}
        aria-label={t('theme/light')}
        isSelected={!dark}
        onChange={() => choose(false)}
      />
      <ToggleGroupItem icon={<MoonIcon />} aria-label={t('theme/dark')} isSelected={dark} onChange={() => choose(true)} />
    </ToggleGroup>
  );
}

const NAMES: Record<Language, string> = { en: 'English', de: 'Deutsch' };

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <ToggleGroup aria-label={t('language/label')} isCompact>
      {LANGUAGES.map((language) => (
        <ToggleGroupItem
          key={language}
          text={language.toUpperCase()}
          aria-label={`${language.toUpperCase()} – ${NAMES[language]}`}
          isSelected={i18n.language === language}
          onChange={() => void setLanguage(language)}
        />
      ))}
    </ToggleGroup>
  );
}
