import type { CampaignRule } from '@/domain/findings/campaign-facts';
import type { ExportRule } from '@/domain/findings/export-facts';
import type { PurposeRule } from '@/domain/findings/purpose-rule';
import { adm01 } from '@/domain/findings/rules/adm-01';
import { cam01 } from '@/domain/findings/rules/cam-01';
import { cam02 } from '@/domain/findings/rules/cam-02';
import { cam03 } from '@/domain/findings/rules/cam-03';
import { cam04 } from '@/domain/findings/rules/cam-04';
import { cam05 } from '@/domain/findings/rules/cam-05';
import { cam06 } from '@/domain/findings/rules/cam-06';
import { cam07 } from '@/domain/findings/rules/cam-07';
import { con01 } from '@/domain/findings/rules/con-01';
import { con02 } from '@/domain/findings/rules/con-02';
import { con03 } from '@/domain/findings/rules/con-03';
import { con04 } from '@/domain/findings/rules/con-04';
import { con05 } from '@/domain/findings/rules/con-05';
import { con06 } from '@/domain/findings/rules/con-06';
import { dpi01 } from '@/domain/findings/rules/dpi-01';
import { epr01 } from '@/domain/findings/rules/epr-01';
import { evt01 } from '@/domain/findings/rules/evt-01';
import { evt02 } from '@/domain/findings/rules/evt-02';
import { evt03 } from '@/domain/findings/rules/evt-03';
import { evt04 } from '@/domain/findings/rules/evt-04';
import { exp01 } from '@/domain/findings/rules/exp-01';
import { exp02 } from '@/domain/findings/rules/exp-02';
import { kid01 } from '@/domain/findings/rules/kid-01';
import { lb01 } from '@/domain/findings/rules/lb-01';
import { lb02 } from '@/domain/findings/rules/lb-02';
import { lb03 } from '@/domain/findings/rules/lb-03';
import { lb04 } from '@/domain/findings/rules/lb-04';
import { lb05 } from '@/domain/findings/rules/lb-05';
import { lb06 } from '@/domain/findings/rules/lb-06';
import { lb07 } from '@/domain/findings/rules/lb-07';
import { lb08 } from '@/domain/findings/rules/lb-08';
import { lb09 } from '@/domain/findings/rules/lb-09';
import { li01 } from '@/domain/findings/rules/li-01';
import { li02 } from '@/domain/findings/rules/li-02';
import { li03 } from '@/domain/findings/rules/li-03';
import { li04 } from '@/domain/findings/rules/li-04';
import { pur01 } from '@/domain/findings/rules/pur-01';
import { pur02 } from '@/domain/findings/rules/pur-02';
import { pur03 } from '@/domain/findings/rules/pur-03';
import { pur04 } from '@/domain/findings/rules/pur-04';
import { ret01 } from '@/domain/findings/rules/ret-01';
import { rol01 } from '@/domain/findings/rules/rol-01';
import { rol02 } from '@/domain/findings/rules/rol-02';
import { rol03 } from '@/domain/findings/rules/rol-03';
import { rol04 } from '@/domain/findings/rules/rol-04';
import { rol05 } from '@/domain/findings/rules/rol-05';
import { spc01 } from '@/domain/findings/rules/spc-01';
import { spc02 } from '@/domain/findings/rules/spc-02';
import { sta01 } from '@/domain/findings/rules/sta-01';
import { sta02 } from '@/domain/findings/rules/sta-02';
import { sta03 } from '@/domain/findings/rules/sta-03';
import { sta04 } from '@/domain/findings/rules/sta-04';
import { sta05 } from '@/domain/findings/rules/sta-05';
import { sta06 } from '@/domain/findings/rules/sta-06';
import { trf01 } from '@/domain/findings/rules/trf-01';
import { trf02 } from '@/domain/findings/rules/trf-02';
import { trf03 } from '@/domain/findings/rules/trf-03';
import { trn01 } from '@/domain/findings/rules/trn-01';
import { trn02 } from '@/domain/findings/rules/trn-02';
import { trn03 } from '@/domain/findings/rules/trn-03';

/** The version of the pack, named by every finding and report: year of the law it reads, and edition. */
export const packVersion = '2026.1';

/** The rules on the register, in the order of the vocabulary. */
export const purposeRules: readonly PurposeRule[] = [
  pur01, pur02, pur03, pur04, lb01, lb02, lb03, lb04, lb05, lb06, lb07, lb08, lb09, li01, li02, li03, li04, con01, con02, con03, con04, con05, con06,
  spc01, spc02, kid01, rol01, rol02, rol03, rol04, rol05, trf01, trf02, trf03, ret01, trn01, trn02, trn03, dpi01, adm01, epr01,
];

/** The rules on campaigns and their events. */
export const campaignRules: readonly CampaignRule[] = [cam01, cam02, cam03, cam04, cam05, cam06, cam07, evt01, evt02, evt03, evt04];

/** The rules on statistics and exports. */
export const exportRules: readonly ExportRule[] = [sta01, sta02, sta03, sta04, sta05, sta06, exp01, exp02];
