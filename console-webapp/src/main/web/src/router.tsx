import { createRootRoute, createRouter } from '@tanstack/react-router';
import { parseSearch, stringifySearch } from './logic/search';
import { NotFound } from './pages/NotFound';
import { Shell } from './Shell';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

export const router = createRouter({ routeTree: root, parseSearch, stringifySearch, defaultPreload: 'intent' });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
