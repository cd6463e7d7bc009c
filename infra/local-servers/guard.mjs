import { spawn } from 'node:child_process';

/** Ends a process with this one, also when this one is killed by force. Returns how to let go of it. */
export function endWithUs(pid) {
  const guard = spawn('sh', ['-c', `cat > /dev/null; kill -9 ${pid} 2> /dev/null`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.stdin.on('error', () => undefined);
  return () => guard.kill('SIGKILL');
}
