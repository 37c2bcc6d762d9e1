import { EmptyState, EmptyStateBody, PageSection } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <PageSection isFilled>
      <EmptyState titleText={t('notFound/title')} headingLevel="h1">
        <EmptyStateBody>
          <Link to="/">{t('notFound/home')}</Link>
        </EmptyStateBody>
      </EmptyState>
    </PageSection>
  );
}
