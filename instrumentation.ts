/** Called once, before the web server takes its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { allowLongBodies } = await import('@/domain/uptake/body-time');
  const { judgeAsCommandsWrite } = await import('@/domain/findings/follow-commands');
  allowLongBodies();
  judgeAsCommandsWrite();
}
