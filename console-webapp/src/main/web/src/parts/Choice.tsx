import { FormSelect, FormSelectOption } from '@patternfly/react-core';

/** A native select: every keyboard and screen reader knows it. Empty stands for no choice. */
export function Choice({
  id,
  label,
  value,
  all,
  options,
  onChange,
}: {
  id?: string;
  label: string;
  value: string | undefined;
  all?: string;
  options: { value: string; text: string }[];
  onChange: (value: string | undefined) => void;
}) {
  return (
    <FormSelect id={id} aria-label={label} value={value ?? ''} onChange={(_event, next) => onChange(next || undefined)}>
      {all !== undefined && <FormSelectOption value="" label={all} />}
      {options.map((option) => (
        <FormSelectOption key={option.value} value={option.value} label={option.text} />
      ))}
    </FormSelect>
  );
}
