import '@patternfly/react-core/dist/styles/base.css';
import './console.css';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { Problem } from './api/client';
import { SessionProvider } from './api/session';
import { preferredLanguage, setLanguage } from './i18n';
import { router } from './router';

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // The navigation says so at once, and knows when to ask again.
    onError: (cause) => {
      if (cause instanceof Problem && cause.code === 'CAPABILITY_ABSENT') {
        void queries.invalidateQueries({ queryKey: ['capabilities'] });
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the server refuses, it refuses again.
      retry: (failures, cause) => failures < 2 && cause instanceof Problem && (cause.status === 0 || cause.status === 502),
    },
  },
});

void setLanguage(preferredLanguage()).then(() => {
  createRoot(document.getElementById('root')!).render(
    <QueryClientProvider client={queries}>
      <SessionProvider>
        <RouterProvider router={router} />
      </SessionProvider>
    </QueryClientProvider>,
  );
});
