import { ToolbarItem } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';
import { useGroups, useOffices } from '../api/queries';
import { Choice } from './Choice';

export interface Part {
  office?: string | undefined;
  group?: string | undefined;
}

interface Option {
  value: string;
  text: string;
}

/** What a link asks for stays chosen, also where it is gone: the list then says so. */
function withChosen(options: Option[], chosen: string | undefined): Option[] {
  return chosen && !options.some(({ value }) => value === chosen) ? [...options, { value: chosen, text: chosen }] : options;
}

/** Which office and which group a list is of; nothing to choose from groups where there are none. */
export function PartFilter({ part, onChange }: { part: Part; onChange: (change: Part) => void }) {
  const { t } = useTranslation();
  const offices = useOffices().map((office) => ({ value: office.id, text: office.name }));
  const groups = withChosen(
    useGroups().map((name) => ({ value: name, text: name })),
    part.group,
  );
  return (
    <>
      <ToolbarItem>
        <Choice
          label={t('part/office')}
          value={part.office}
          all={t('part/anyOffice')}
          options={withChosen(offices, part.office)}
          onChange={(office) => onChange({ office })}
        />
      </ToolbarItem>
      {groups.length > 0 && (
        <ToolbarItem>
          <Choice
            label={t('part/group')}
            value={part.group}
            all={t('part/anyGroup')}
            options={groups}
            onChange={(group) => onChange({ group })}
          />
        </ToolbarItem>
      )}
    </>
  );
}
