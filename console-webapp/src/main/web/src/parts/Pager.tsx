import { Pagination } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';
import { SIZES, type Paged } from '../logic/search';

export function Pager({
  total,
  paged,
  onChange,
  bottom = false,
}: {
  total: number;
  paged: Paged;
  onChange: (paged: Paged) => void;
  bottom?: boolean;
}) {
  const { t, i18n } = useTranslation();
  const german = i18n.language === 'de';
  return (
    <Pagination
      itemCount={total}
      page={paged.page}
      perPage={paged.size}
      variant={bottom ? 'bottom' : 'top'}
      isCompact={!bottom}
      onSetPage={(_event, page) => onChange({ ...paged, page })}
      onPerPageSelect={(_event, size) => onChange({ page: 1, size })}
      perPageOptions={SIZES.map((size) => ({ title: String(size), value: size }))}
      titles={{
        paginationAriaLabel: t(bottom ? 'computers/pagesBottom' : 'computers/pagesTop'),
        ...(german && {
          items: '',
          ofWord: 'von',
          perPageSuffix: 'je Seite',
          toNextPageAriaLabel: 'Zur nächsten Seite',
          toPreviousPageAriaLabel: 'Zur vorigen Seite',
          toFirstPageAriaLabel: 'Zur ersten Seite',
          toLastPageAriaLabel: 'Zur letzten Seite',
          currPageAriaLabel: 'Seite',
        }),
      }}
    />
  );
}
