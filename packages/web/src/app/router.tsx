import type { QueryClient } from '@tanstack/react-query';
import {
  type AnyRoute,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
  redirect,
} from '@tanstack/react-router';
import { isSignedOut, ProblemError } from '../lib/problem.ts';
import { mayWith, type Permission, sessionRead } from '../lib/session.ts';
import { parseSearch, stringifySearch } from '../lib/url.ts';
import type { Feature, FeatureRoute } from './feature.ts';
import { BarePage, CrashPage, NotFoundPage, OpeningPage } from './pages.tsx';

interface Context {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFoundPage });

/** Loads who is signed in; everybody else goes to the sign-in page and comes back afterwards. */
async function requireSession({ context, location }: { context: Context; location: { href: string } }) {
  const session = await context.queryClient.ensureQueryData(sessionRead).catch((error: unknown) => {
    if (isSignedOut(error)) throw redirect({ to: '/sign-in', search: { back: location.href } as never });
    throw error;
  });
  return { session };
}

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('./Shell.tsx')),
  errorComponent: CrashPage,
  beforeLoad: async (at) => {
    const { session } = await requireSession(at);
    if (session.mustChangePassword)
      throw redirect({ to: '/initial-password', search: { back: at.location.href } as never });
  },
});
const bare = createRoute({
  getParentRoute: () => root,
  id: 'bare',
  component: BarePage,
  errorComponent: CrashPage,
  beforeLoad: async (at) => void (await requireSession(at)),
});
const open = createRoute({
  getParentRoute: () => root,
  id: 'open',
  component: BarePage,
  errorComponent: CrashPage,
});
const frames: Record<NonNullable<FeatureRoute['frame']>, AnyRoute> = { shell, bare, open };

/** What the page would show is refused by the server anyway; this says so before it asks. */
async function requirePermission(queryClient: QueryClient, permission: Permission): Promise<void> {
  const { permissions } = await queryClient.ensureQueryData(sessionRead);
  if (!mayWith(permissions, permission))
    throw new ProblemError({ type: 'about:blank', status: 403, code: 'forbidden', title: 'forbidden' });
}

/** The route tree of these features. @throws Error when two features claim one path */
function treeOf(list: readonly Feature[]) {
  const seen = new Map<string, string>();
  const children: Record<string, AnyRoute[]> = { shell: [], bare: [], open: [] };
  for (const feature of list) {
    for (const route of feature.routes) {
      const owner = seen.get(route.path);
      if (owner) throw new Error(`${route.path} belongs to ${owner} and ${feature.key}`);
      seen.set(route.path, feature.key);
      const frame = route.frame ?? 'shell';
      children[frame]!.push(
        createRoute({
          getParentRoute: () => frames[frame],
          path: route.path,
          component: lazyRouteComponent(route.page as () => Promise<{ default: RouteComponent }>),
          ...(route.permission === undefined
            ? {}
            : { beforeLoad: ({ context }) => requirePermission(context.queryClient, route.permission!) }),
        }) as unknown as AnyRoute,
      );
    }
  }
  // Inside the shell, so that a wrong address keeps the navigation.
  const lost = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });
  return root.addChildren([
    shell.addChildren([...children.shell!, lost]),
    bare.addChildren(children.bare!),
    open.addChildren(children.open!),
  ]);
}

export function makeRouter(queryClient: QueryClient, features: readonly Feature[]) {
  return createRouter({
    routeTree: treeOf(features),
    context: { queryClient },
    // Opening a page may be recorded: nothing is ever fetched before the user goes there.
    defaultPreload: false,
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
    defaultPendingComponent: OpeningPage,
    defaultPendingMs: 300,
    defaultPendingMinMs: 0,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
  });
}
