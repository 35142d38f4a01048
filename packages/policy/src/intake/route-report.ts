import type { PostStanding, RouteLine, Routing } from '../pack/routing.schema.ts';

export interface RouteOrgan {
  id: string;
  kind: string;
  parent: string | null;
}

/** A post that somebody holds or held, or is said to hold. */
export interface RoutedPost {
  level: string | null;
  /** The organ that manages it, as the registry says. */
  managedBy?: string | undefined;
  /** The organ that supervises the unit. */
  supervisedBy?: string | undefined;
  /** The day on which it ended; held today when left out. */
  endedOn?: string | undefined;
}

export interface RoutedSubject {
  /** A unit is managed by the organ that supervises it. */
  unitOf?: string | undefined;
  posts: readonly RoutedPost[];
  /** Organs that this person leads. */
  leads?: readonly string[] | undefined;
}

export interface RouteWorld {
  /** The organ that has the report. */
  organ: string;
  organs: readonly RouteOrgan[];
  /** It found this itself. */
  found: boolean;
}

export interface RouteAnswer {
  standing: PostStanding;
  /** The organ that manages, where one is known. */
  manager: string | undefined;
  line: RouteLine;
}

/** From the strongest: what a higher organ manages goes there whatever else somebody holds. */
const ORDER: readonly PostStanding[] = ['own-leader', 'superior', 'own', 'other', 'lower', 'nobody'];

/**
 * What becomes of a report, by who manages the post of whom it is about. Posts held today count, and where there is
 * none the one that ended last. Of posts of different standing the strongest decides.
 * @throws Error for an organ that is not among the organs, or a standing without its line (pack check refuses both)
 */
export function routeReport(routing: Routing, subject: RoutedSubject, world: RouteWorld): RouteAnswer {
  const tree = treeOf(routing, world.organs);
  const own = tree.bodyOf(world.organ);
  if (own === undefined) throw new Error(`No organ ${world.organ}`);
  const found = standingsOf(routing, subject, tree, own);
  const [strongest = { standing: 'nobody' as const, manager: undefined }] = found.toSorted(
    (a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing),
  );
  return { ...strongest, line: lineFor(routing, strongest.standing, world.found) };
}

/** Whether an organ, or the one that it is a part of, stands above another by the pack's table. */
export function standsAbove(
  routing: Routing,
  organs: readonly RouteOrgan[],
  organ: string,
  other: string,
): boolean {
  const tree = treeOf(routing, organs);
  const body = tree.bodyOf(other);
  return body !== undefined && tree.standing(body, organ).standing === 'superior';
}

/** Whether subjects of one report go different ways, so that it has to be split. */
export const goesApart = (answers: readonly RouteAnswer[]): boolean =>
  new Set(answers.map(({ line, manager }) => `${line.code} ${line.way === 'keep' ? '' : (manager ?? '')}`))
    .size > 1;

function lineFor(routing: Routing, standing: PostStanding, found: boolean): RouteLine {
  const line = routing.lines.find(
    (one) => one.who === standing && (one.found === undefined || one.found === found),
  );
  if (!line) throw new Error(`No line for ${standing}`);
  return line;
}

type Managed = Pick<RouteAnswer, 'standing' | 'manager'>;

function standingsOf(routing: Routing, subject: RoutedSubject, tree: Tree, own: RouteOrgan): Managed[] {
  if (subject.leads?.some((id) => tree.bodyOf(id)?.id === own.id))
    return [{ standing: 'own-leader', manager: own.parent ?? undefined }];
  if (subject.unitOf !== undefined) return [tree.standing(own, subject.unitOf)];
  return counting(subject.posts).map((post) => standingOfPost(routing, post, tree, own));
}

/** The posts held today, else the one that ended last. */
function counting(posts: readonly RoutedPost[]): readonly RoutedPost[] {
  const held = posts.filter((post) => post.endedOn === undefined);
  if (held.length > 0) return held;
  return posts.toSorted((a, b) => (b.endedOn ?? '').localeCompare(a.endedOn ?? '')).slice(0, 1);
}

function standingOfPost(routing: Routing, post: RoutedPost, tree: Tree, own: RouteOrgan): Managed {
  if (post.managedBy !== undefined) return tree.standing(own, post.managedBy);
  const tier = routing.tiers.find(({ levels }) => levels.includes(post.level ?? ''));
  if (tier && tier.by.length === 0) return { standing: 'superior', manager: undefined };
  if (!tier || tier.nearest) {
    if (post.supervisedBy === undefined) return { standing: 'nobody', manager: undefined };
    return tree.standing(own, post.supervisedBy);
  }
  const manager = tree.above(post.supervisedBy ?? own.id).find(({ kind }) => tier.by.includes(kind));
  return manager ? tree.standing(own, manager.id) : { standing: 'nobody', manager: undefined };
}

interface Tree {
  bodyOf(id: string): RouteOrgan | undefined;
  /** The organ of its own that it belongs to, and those above. */
  above(id: string): RouteOrgan[];
  standing(own: RouteOrgan, manager: string): Managed;
}

function treeOf(routing: Routing, organs: readonly RouteOrgan[]): Tree {
  const byId = new Map(organs.map((organ) => [organ.id, organ]));
  const bodyOf = (id: string): RouteOrgan | undefined => {
    let at = byId.get(id);
    for (let depth = 0; at && depth < organs.length && routing.inside.includes(at.kind); depth++) {
      const up: RouteOrgan | undefined = at.parent === null ? undefined : byId.get(at.parent);
      if (!up) break;
      at = up;
    }
    return at;
  };
  const above = (id: string): RouteOrgan[] => {
    const path: RouteOrgan[] = [];
    for (let at = bodyOf(id); at && !path.includes(at); at = at.parent ? bodyOf(at.parent) : undefined)
      path.push(at);
    return path;
  };
  /** Organs that manage together are one. */
  const same = (a: RouteOrgan, b: RouteOrgan): boolean =>
    a.id === b.id ||
    (a.parent === b.parent && routing.oneLevel.includes(a.kind) && routing.oneLevel.includes(b.kind));
  return {
    bodyOf,
    above,
    standing(own, managerId) {
      const manager = bodyOf(managerId);
      if (!manager) return { standing: 'nobody', manager: undefined };
      const is = (standing: PostStanding): Managed => ({ standing, manager: manager.id });
      if (same(own, manager)) return is('own');
      if (above(own.id).some((organ) => same(organ, manager))) return is('superior');
      if (above(manager.id).some((organ) => same(organ, own))) return is('lower');
      return is('other');
    },
  };
}
