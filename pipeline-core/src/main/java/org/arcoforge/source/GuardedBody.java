package org.arcoforge.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Guards the body of an answer: its reader fails, instead of waiting forever, when no byte comes
 * for long.
 */
final class GuardedBody extends FilterInputStream {
  private static final long STALL_SECONDS = 120;
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "arco-stalled-transfers");
            thread.setDaemon(true);
            return thread;
          });

  private final ScheduledFuture<?> check;
  private volatile long last = System.nanoTime();
  private volatile boolean stalled;

  GuardedBody(InputStream body) {
    super(body);
    check = CLOCK.scheduleWithFixedDelay(this::look, 5, 5, TimeUnit.SECONDS);
  }

  private void look() {
    if (System.nanoTime() - last > TimeUnit.SECONDS.toNanos(STALL_SECONDS)) {
      stalled = true;
      try {
        in.close();
      } catch (IOException e) {
        // Its reader is told below.
        stalled = true;
      }
    }
  }

  private int passed(int n) throws IOException {
    last = System.nanoTime();
    if (stalled) {
      throw new TransientFailure("no byte came in " + STALL_SECONDS + " s", -1, false, null);
    }
    return n;
  }

  @Override
  public int read() throws IOException {
    return passed(in.read());
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return passed(in.read(target, offset, length));
  }

  @Override
  public void close() throws IOException {
    check.cancel(false);
    in.close();
  }
}
