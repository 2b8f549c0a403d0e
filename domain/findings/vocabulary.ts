/** The rules of the pack: 41 on the register, 11 on campaigns and events, 8 on statistics and exports. */
export const ruleIds = [
  'PUR-01', 'PUR-02', 'PUR-03', 'PUR-04', 'LB-01', 'LB-02', 'LB-03', 'LB-04', 'LB-05', 'LB-06', 'LB-07', 'LB-08', 'LB-09', 'LI-01', 'LI-02', 'LI-03', 'LI-04',
  'CON-01', 'CON-02', 'CON-03', 'CON-04', 'CON-05', 'CON-06', 'SPC-01', 'SPC-02', 'KID-01', 'ROL-01', 'ROL-02', 'ROL-03', 'ROL-04', 'ROL-05', 'TRF-01', 'TRF-02', 'TRF-03',
  'RET-01', 'TRN-01', 'TRN-02', 'TRN-03', 'DPI-01', 'ADM-01', 'EPR-01',
  'CAM-01', 'CAM-02', 'CAM-03', 'CAM-04', 'CAM-05', 'CAM-06', 'CAM-07', 'EVT-01', 'EVT-02', 'EVT-03', 'EVT-04',
  'STA-01', 'STA-02', 'STA-03', 'STA-04', 'STA-05', 'STA-06', 'EXP-01', 'EXP-02',
] as const;
export type RuleId = (typeof ruleIds)[number];

/** blocker: holds back clearance and sign-off; warning: needs a recorded decision of a person; info: shown only. Gravest first. */
export const severities = ['blocker', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** What a rule is judged on, one object at a time. */
export const ruleObjects = ['purpose', 'campaign', 'export'] as const;
export type RuleObject = (typeof ruleObjects)[number];

/** How sure a citation is: read in the official text, read in a source that quotes it, or known but not read again. */
export const confidences = ['verified', 'secondary', 'general_knowledge'] as const;
export type Confidence = (typeof confidences)[number];

/** Where a finding stands. It is open until a person says otherwise or the facts no longer bear it. */
export const findingStatuses = ['open', 'acknowledged', 'overridden', 'resolved'] as const;
export type FindingStatus = (typeof findingStatuses)[number];

/** What can happen to a finding. The facts open, worsen and resolve it and bring it back; people do the rest; an override ends by itself on its day. */
export const laterSteps = ['acknowledged', 'overridden', 'override_ended', 'reopened', 'assigned', 'worsened', 'resolved', 'came_back'] as const;
export const findingSteps = ['opened', ...laterSteps] as const;
export type FindingStep = (typeof findingSteps)[number];
export type LaterStep = (typeof laterSteps)[number];

/** How long a finding has been there without a break, as filters ask for it: up to so many days. */
export const findingAges = { week: 7, month: 30, quarter: 90 } as const;
export const ageNames = ['week', 'month', 'quarter', 'older'] as const;
export type AgeName = (typeof ageNames)[number];

/** What a list may show by status: all but the resolved where nothing is said. */
export const statusChoices = [...findingStatuses, 'all'] as const;
export type StatusChoice = (typeof statusChoices)[number];

/** Whether a finding is on the version in force or on a draft, which holds back nothing. */
export const standings = ['in_force', 'draft'] as const;
export type FindingStanding = (typeof standings)[number];

export const findingSortIds = ['severity', 'rule', 'object', 'status', 'age', 'due'] as const;
export type FindingSortId = (typeof findingSortIds)[number];
