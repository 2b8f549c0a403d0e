import type { Conduct } from '@/domain/campaigns/conduct';

/** How a campaign is conducted in the form of its file (contract section 7), every entry that was recorded. */
export function conductFile({ change, announcement, variant, prompt_policy, consequence, limitation, label }: Conduct) {
  return {
    changes: change.map((e) => ({ name: e.name, since: e.since.toISOString(), type: e.type, text: e.text, material: e.material, purposes: e.purposes, source: e.source, in_use: e.inUse })),
    announcements: announcement.map((e) => ({ at: e.at.toISOString(), area: e.area, dedicated: e.dedicated, check_page: e.checkPage, deadline: e.deadline?.toISOString() ?? null, source: e.source, in_use: e.inUse })),
    variants: variant.map((e) => ({
      variant: e.variant, area: e.area, platform: e.platform, since: e.since.toISOString(), accept_steps: e.acceptSteps, decline_steps: e.declineSteps, accept_prominence: e.acceptProminence,
      decline_prominence: e.declineProminence, dismissible: e.dismissible, deferrable: e.deferrable, source: e.source, in_use: e.inUse,
    })),
    prompt_policy: prompt_policy.map((e) => ({ since: e.since.toISOString(), cap: e.cap, per_days: e.perDays, source: e.source })),
    consequences: consequence.map((e) => ({ area: e.area, since: e.since.toISOString(), text: e.text, source: e.source })),
    limitations: limitation.map((e) => ({ at: e.at.toISOString(), area: e.area, text: e.text, source: e.source, in_use: e.inUse })),
    labels: label.map((e) => ({ place: e.place, since: e.since.toISOString(), text: e.text, natures: e.natures, source: e.source, in_use: e.inUse })),
  };
}
