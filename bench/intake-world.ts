import { makeIdNumber } from '@plumbline/contract/identifiers';
import { systemSettings } from '@plumbline/server/platform/access/system-actor';
import { insertMany } from '@plumbline/server/platform/db/bulk';
import { newId } from '@plumbline/server/platform/db/id';
import type { TestServer } from '@plumbline/server/testing';

const J = 1;
const SURNAMES = '王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗'.split('');
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华文辉玲'.split('');

export interface BenchPerson {
  name: string;
  idNumber: string;
  unit: string;
  post: string;
}

/** Adds units and persons to the small county, so that rows have whom to mean: one in ten has a namesake. */
export async function addPersons(server: TestServer, count: number): Promise<BenchPerson[]> {
  const units = Array.from({ length: Math.max(20, count / 30) }, (_, i) => ({
    id: newId(),
    name: `澄溪县第${i + 1}中心`,
  }));
  const people = Array.from(
    { length: count },
    (_, i): BenchPerson & { id: string; postId: string; unitId: string } => {
      const seed = i - (i % 10 === 9 ? 1 : 0);
      const pick = <T>(list: readonly T[], n: number) => list[Math.floor(seed / n) % list.length]!;
      const unit = units[i % units.length]!;
      return {
        id: newId(),
        postId: newId(),
        unitId: unit.id,
        unit: unit.name,
        post: `第${i}岗`,
        name: pick(SURNAMES, 1) + pick(GIVEN, 20) + pick(GIVEN, 520),
        idNumber: makeIdNumber({
          region: '119901',
          birth: `19${60 + (i % 30)}-0${1 + (i % 9)}-15`,
          sequence: i % 999,
        }),
      };
    },
  );
  await server.services.db.transaction(systemSettings(J, Object.values(server.world.organs)), async (trx) => {
    await insertMany(
      trx,
      'unit',
      units.map((unit) => ({ jurisdiction_id: J, ...unit, kind: 'institution' })),
    );
    await insertMany(
      trx,
      'person',
      people.map(({ id, name }) => ({ jurisdiction_id: J, id, name })),
    );
    await insertMany(
      trx,
      'post',
      people.map((one) => ({
        jurisdiction_id: J,
        id: one.postId,
        unit_id: one.unitId,
        title: one.post,
        level: 'section-chief',
      })),
    );
    await insertMany(
      trx,
      'appointment',
      people.map((one) => ({
        jurisdiction_id: J,
        id: newId(),
        person_id: one.id,
        post_id: one.postId,
        unit_id: one.unitId,
        from_day: '2021-01-01',
      })),
    );
    await insertMany(
      trx,
      'dossier',
      people.map(({ id }) => ({
        jurisdiction_id: J,
        subject_id: id,
        subject_kind: 'person',
        organ_id: server.world.organs.room1,
        opened_at: new Date(),
        concerns_person_id: id,
      })),
    );
  });
  return people;
}

const ACTS = [
  '接受管理服务对象宴请',
  '违规发放津补贴',
  '在招投标中打招呼',
  '公车私用',
  '未按规定报告个人有关事项',
];

/** Rows as a body would fill them in; every one of them is right. */
export function* sheetRows(people: readonly BenchPerson[], rows: number): Generator<Record<string, string>> {
  for (let i = 0; i < rows; i++) {
    const person = people[(i * 7919) % people.length]!;
    const month = String(1 + (i % 3)).padStart(2, '0');
    yield {
      序号: String(i + 1),
      姓名: person.name,
      所在单位: person.unit,
      职务: person.post,
      线索类别: '信访类',
      具体类型: i % 2 ? '来信处理' : '反映查实',
      线索来源: '司法机关移送',
      发生日期: `2026-${month}-${String(1 + (i % 28)).padStart(2, '0')}`,
      线索摘要: `反映${person.name}${ACTS[i % ACTS.length]}（第${i}件）`,
      具体内容: `来信反映，${person.unit}${person.post}${person.name}于2025年${1 + (i % 12)}月${ACTS[i % ACTS.length]}，涉及金额${i}元，有关情况待核实。附件${i % 7}页。`,
      依据文号: `信〔2026〕${i}号`,
      备注: '',
    };
  }
}
