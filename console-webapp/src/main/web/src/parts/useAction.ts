import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Problem } from '../api/client';
import type { Subject } from '../api/queries';

/** Something that changes the server, and what has to be read anew afterwards. */
export function useAction<I, O>(action: (input: I) => Promise<O>, touches: Subject[], done?: (output: O) => void) {
  const queries = useQueryClient();
  return useMutation<O, Problem, I>({
    mutationFn: action,
    onSuccess: (output) => {
      for (const subject of touches) void queries.invalidateQueries({ queryKey: [subject] });
      done?.(output);
    },
  });
}
