import { FormHelperText, HelperText, HelperTextItem } from '@patternfly/react-core';

/** A word below a field: what it is for, or what is wrong with it. */
export function Hint({ text, isError = false }: { text: string; isError?: boolean }) {
  return (
    <FormHelperText>
      <HelperText aria-live={isError ? 'polite' : undefined}>
        <HelperTextItem variant={isError ? 'error' : 'default'}>{text}</HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
}
