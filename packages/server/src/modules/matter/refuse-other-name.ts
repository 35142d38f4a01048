import { type FormNode, formValues } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';

/**
 * Whoever signs a form writes the own name: that of the person in the registry, or of the account where it stands for nobody
 * in it. Spaces and the dot within a name make no difference. @throws 400 at each field with another name
 */
export async function refuseOtherName(ctx: Ctx, form: object | undefined, data: unknown): Promise<void> {
  const signed = formValues((form ?? {}) as FormNode, data).filter(({ node }) => node['x-signer']);
  if (signed.length === 0) return;
  const own = plain(await ownName(ctx));
  const faults = signed.flatMap(({ path, value }) =>
    plain(String(value)) === own ? [] : [{ pointer: `/data/${path.join('/')}`, code: 'signature.other' }],
  );
  if (faults.length > 0) throw invalid(...faults);
}

const plain = (name: string) => name.normalize('NFKC').replace(/[\s·•‧・.]/g, '');

async function ownName(ctx: Ctx): Promise<string> {
  const { personId, jurisdictionId, name } = ctx.actor;
  if (!personId) return name;
  const person = await ctx.trx
    .selectFrom('person')
    .select('name')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', personId)
    .executeTakeFirst();
  return person?.name ?? name;
}
