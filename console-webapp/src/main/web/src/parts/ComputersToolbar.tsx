import { Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';
import { Choice } from './Choice';
import { LateText } from './LateText';
import { Pager } from './Pager';
import { PartFilter, type Part } from './PartFilter';

interface Search<S extends string> extends Part {
  text?: string | undefined;
  state?: S | undefined;
  page: number;
  size: number;
}

/** Narrows the computers that something concerns: by text, by how they stand to it, by office and group. */
export function ComputersToolbar<S extends string>({
  search,
  states,
  total,
  onChange,
}: {
  search: Search<S>;
  states: { value: S; text: string }[];
  total: number;
  onChange: (change: Partial<Search<S>>, replace?: boolean) => void;
}) {
  const { t } = useTranslation();
  return (
    <Toolbar>
      <ToolbarContent>
        <ToolbarItem>
          <LateText label={t('part/search')} value={search.text} onChange={(text) => onChange({ text }, !!search.text)} />
        </ToolbarItem>
        <ToolbarItem>
          <Choice
            label={t('vulnerability/state')}
            value={search.state}
            all={t('vulnerability/anyState')}
            options={states}
            onChange={(state) => onChange({ state: state as S | undefined })}
          />
        </ToolbarItem>
        <PartFilter part={search} onChange={onChange} />
        <ToolbarItem align={{ default: 'alignEnd' }} variant="pagination">
          <Pager total={total} paged={search} onChange={onChange} />
        </ToolbarItem>
      </ToolbarContent>
    </Toolbar>
  );
}
