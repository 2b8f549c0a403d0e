import { adm01Cases } from '@/domain/findings/rules/adm-01.cases';
import { con01Cases } from '@/domain/findings/rules/con-01.cases';
import { con02Cases } from '@/domain/findings/rules/con-02.cases';
import { con03Cases } from '@/domain/findings/rules/con-03.cases';
import { con04Cases } from '@/domain/findings/rules/con-04.cases';
import { con05Cases } from '@/domain/findings/rules/con-05.cases';
import { con06Cases } from '@/domain/findings/rules/con-06.cases';
import { dpi01Cases } from '@/domain/findings/rules/dpi-01.cases';
import { epr01Cases } from '@/domain/findings/rules/epr-01.cases';
import { kid01Cases } from '@/domain/findings/rules/kid-01.cases';
import { lb01Cases } from '@/domain/findings/rules/lb-01.cases';
import { lb02Cases } from '@/domain/findings/rules/lb-02.cases';
import { lb03Cases } from '@/domain/findings/rules/lb-03.cases';
import { lb04Cases } from '@/domain/findings/rules/lb-04.cases';
import { lb05Cases } from '@/domain/findings/rules/lb-05.cases';
import { lb06Cases } from '@/domain/findings/rules/lb-06.cases';
import { lb07Cases } from '@/domain/findings/rules/lb-07.cases';
import { lb08Cases } from '@/domain/findings/rules/lb-08.cases';
import { lb09Cases } from '@/domain/findings/rules/lb-09.cases';
import { li01Cases } from '@/domain/findings/rules/li-01.cases';
import { li02Cases } from '@/domain/findings/rules/li-02.cases';
import { li03Cases } from '@/domain/findings/rules/li-03.cases';
import { li04Cases } from '@/domain/findings/rules/li-04.cases';
import { pur01Cases } from '@/domain/findings/rules/pur-01.cases';
import { pur02Cases } from '@/domain/findings/rules/pur-02.cases';
import { pur03Cases } from '@/domain/findings/rules/pur-03.cases';
import { pur04Cases } from '@/domain/findings/rules/pur-04.cases';
import { ret01Cases } from '@/domain/findings/rules/ret-01.cases';
import { rol01Cases } from '@/domain/findings/rules/rol-01.cases';
import { rol02Cases } from '@/domain/findings/rules/rol-02.cases';
import { rol03Cases } from '@/domain/findings/rules/rol-03.cases';
import { rol04Cases } from '@/domain/findings/rules/rol-04.cases';
import { rol05Cases } from '@/domain/findings/rules/rol-05.cases';
import { spc01Cases } from '@/domain/findings/rules/spc-01.cases';
import { spc02Cases } from '@/domain/findings/rules/spc-02.cases';
import { trf01Cases } from '@/domain/findings/rules/trf-01.cases';
import { trf02Cases } from '@/domain/findings/rules/trf-02.cases';
import { trf03Cases } from '@/domain/findings/rules/trf-03.cases';
import { trn01Cases } from '@/domain/findings/rules/trn-01.cases';
import { trn02Cases } from '@/domain/findings/rules/trn-02.cases';
import { trn03Cases } from '@/domain/findings/rules/trn-03.cases';
import { campaignCases } from '@/domain/findings/testing/campaign-cases';
import { exportCases } from '@/domain/findings/testing/export-cases';
import type { RuleCases } from '@/domain/findings/testing/rule-cases';

/** The cases of every rule on the register, in the order of the pack. */
export const purposeCases = [
  pur01Cases, pur02Cases, pur03Cases, pur04Cases, lb01Cases, lb02Cases, lb03Cases, lb04Cases, lb05Cases, lb06Cases, lb07Cases, lb08Cases,
  lb09Cases, li01Cases, li02Cases, li03Cases, li04Cases, con01Cases, con02Cases, con03Cases, con04Cases, con05Cases, con06Cases, spc01Cases,
  spc02Cases, kid01Cases, rol01Cases, rol02Cases, rol03Cases, rol04Cases, rol05Cases, trf01Cases, trf02Cases, trf03Cases, ret01Cases, trn01Cases,
  trn02Cases, trn03Cases, dpi01Cases, adm01Cases, epr01Cases,
];

/** A rule with its cases, whatever it judges: each is run with the facts of its own cases only. */
export type AnyRuleCases = RuleCases<never>;

/** The cases of the whole pack, in its order. */
export const allCases = [...purposeCases, ...campaignCases, ...exportCases] as unknown as readonly AnyRuleCases[];
