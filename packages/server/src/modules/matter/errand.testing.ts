import { Authority, type Pack, Procedure } from '@plumbline/policy';
import { parse } from 'yaml';
import { z } from 'zod';
import { readPacks } from '../../platform/packs/read-packs.ts';

// A procedure that uses everything the engine has, on the roles of the sample world.
const PROCEDURES = `
- procedure: errand
  title: { zh: 差事, en: Errand }
  work: daily-supervision
  subjects: { kinds: [person, unit], min: 1, max: 3 }
  number: { series: { default: { title: { zh: 差, en: Errand }, pattern: "{organ}差〔{year}〕{seq}号" } } }
  initial: open
  begin: { by: [custodian, system], permission: dossier.read, form: collection-remind, opens: [work] }
  parties:
    runner: { title: { zh: 经办, en: Runner }, kinds: [account], max: 2 }
  terms:
    work: { title: { zh: 办理, en: Work }, limit: inquiry.reply, warnAt: [0.5], overdue: { notify: [author], up: true }, extend: { limit: prelim.extension } }
    answer: { title: { zh: 答复, en: Answer }, limit: inquiry.reply, closedOnlyBy: [subject] }
  staffing: { by: [custodian], permission: reading.approve }
  states:
    open: { title: { zh: 办理中, en: Open }, status: draft, phase: before }
    asked: { title: { zh: 待答复, en: Asked }, status: draft, shownTo: [subject] }
    done: { title: { zh: 已办结, en: Done }, status: draft, final: true, phase: after }
  actions:
    note: { title: { zh: 记录, en: Note }, from: open, by: [custodian], permission: dossier.read, requiresReason: true, correctable: true }
    fetch: { title: { zh: 派件, en: Send for }, from: open, by: [custodian], permission: dossier.read, spawns: [{ procedure: parcel, as: parcel, waits: true }] }
    ask: { title: { zh: 询问, en: Ask }, from: open, to: asked, by: [custodian], permission: dossier.read, approval: errand.ask, opens: [answer] }
    answer: { title: { zh: 答复, en: Answer }, from: asked, to: open, by: [subject], closes: [answer], requiresReason: true }
    pass: { title: { zh: 移交, en: Pass on }, from: open, to: open, by: [custodian], permission: dossier.read, form: errand-pass, transfer: { to: organ, permission: dossier.read } }
    finish: { title: { zh: 办结, en: Finish }, from: open, to: done, by: [custodian], permission: dossier.read, closes: [work], needsChildren: closed }
- procedure: watch
  title: { zh: 关注, en: Watch }
  subjects: { kinds: [person], min: 1, max: 1 }
  initial: kept
  begin: { by: [custodian], permission: dossier.read, opens: [until] }
  terms:
    until: { title: { zh: 关注期, en: Time of the watch }, limit: inquiry.reply }
  states:
    kept: { title: { zh: 关注中, en: Kept }, status: draft }
    over: { title: { zh: 期满, en: Over }, status: draft, final: true }
    cleared: { title: { zh: 解除, en: Cleared }, status: draft, final: true }
  actions:
    fetch: { title: { zh: 派件, en: Send for }, from: kept, by: [custodian], permission: dossier.read, spawns: [{ procedure: parcel, as: parcel }] }
    lapse: { title: { zh: 期满终止, en: Ended at its end date }, from: kept, to: over, by: [system], closes: [until], byItself: { term: until } }
    clear: { title: { zh: 随件解除, en: Cleared by the parcel }, from: kept, to: cleared, by: [system], closes: [until], byItself: { child: parcel, states: [come] } }
- procedure: parcel
  title: { zh: 派件, en: Parcel }
  subjects: { kinds: [person, unit], min: 0, max: 3 }
  initial: sent
  begin: { by: [system] }
  states:
    sent: { title: { zh: 已派, en: Sent }, status: draft }
    come: { title: { zh: 已到, en: Come }, status: draft, final: true }
  actions:
    take: { title: { zh: 收件, en: Take in }, from: sent, to: come, by: [custodian], permission: dossier.read }
`;

const AUTHORITIES = `
- code: errand.ask
  title: { zh: 询问审批, en: Approval of asking }
  work: daily-supervision
  rows:
    - when: { tags: [top-leader] }
      chain:
        - title: { zh: 双方会签, en: Both sign }
          all: [{ permission: reading.approve, organ: custodian }, { permission: reading.approve, organ: { kind: party-committee } }]
      source: { zh: 试, en: Test }
      standing: default
    - chain: [{ title: { zh: 主要负责人, en: Head }, all: [{ permission: reading.approve, organ: custodian }] }]
      source: { zh: 试, en: Test }
      standing: default
`;

const label = { zh: '接收机关', en: 'Receiving organ' };

/** The shipped pack with the errand added, under a version of its own. */
export async function errandPack(): Promise<Pack> {
  const [shipped] = await readPacks();
  const procedures = z.array(Procedure).parse(parse(PROCEDURES));
  return {
    ...shipped!,
    head: { ...shipped!.head, version: '99.0.0' },
    authorities: [...(shipped!.authorities ?? []), ...z.array(Authority).parse(parse(AUTHORITIES))],
    procedures: {
      ...shipped!.procedures,
      ...Object.fromEntries(procedures.map((one) => [one.procedure, one])),
    },
    forms: {
      ...shipped!.forms,
      'errand-pass': {
        'x-title': label,
        type: 'object',
        additionalProperties: false,
        properties: { organ: { type: 'string', maxLength: 36, 'x-title': label } },
        required: ['organ'],
      },
    } as Pack['forms'],
  };
}
