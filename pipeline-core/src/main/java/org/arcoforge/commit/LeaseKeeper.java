package org.arcoforge.commit;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Renews a lease while a bake runs, and gives it back at the end, also when the process is told to
 * stop.
 */
public final class LeaseKeeper implements AutoCloseable {
  private final Lease lease;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lease");
            thread.setDaemon(true);
            return thread;
          });
  private final Thread atExit = new Thread(this::release, "release lease");
  private boolean released;
  private @Nullable LeaseHeldException lost;

  public LeaseKeeper(Lease lease) {
    this(lease, Lease.TERM.dividedBy(3));
  }

  public LeaseKeeper(Lease lease, Duration period) {
    this.lease = lease;
    long millis = period.toMillis();
    var unused = clock.scheduleAtFixedRate(this::renew, millis, millis, TimeUnit.MILLISECONDS);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private synchronized void renew() {
    try {
      if (!released && lost == null) {
        lease.renew();
      }
    } catch (LeaseHeldException e) {
      lost = e;
    } catch (IOException | RuntimeException e) {
      // The next renewal may succeed; a task that throws would never run again.
      System.getLogger(LeaseKeeper.class.getName())
          .log(System.Logger.Level.WARNING, "lease not renewed", e);
    }
  }

  /**
   * Makes sure that nobody has taken the lease over, as another bake may after this process was
   * away for longer than the lease's term.
   *
   * @throws LeaseHeldException if it was taken over: stop
   */
  public synchronized void check() throws LeaseHeldException {
    if (lost != null) {
      throw lost;
    }
  }

  private synchronized void release() {
    if (!released && lost == null) {
      released = true;
      try {
        lease.release();
      } catch (IOException e) {
        System.getLogger(LeaseKeeper.class.getName())
            .log(System.Logger.Level.WARNING, "lease not released", e);
      }
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    release();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is stopping already, and the hook has run.
    }
  }
}
