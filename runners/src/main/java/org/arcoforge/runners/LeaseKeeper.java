package org.arcoforge.runners;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.arcoforge.commit.Lease;

/**
 * Renews a lease while a bake runs, and gives it back at the end, also when the process is told to
 * stop.
 */
final class LeaseKeeper implements AutoCloseable {
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

  LeaseKeeper(Lease lease) {
    this.lease = lease;
    long third = Lease.TERM.toSeconds() / 3;
    var unused = clock.scheduleAtFixedRate(this::renew, third, third, TimeUnit.SECONDS);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private synchronized void renew() {
    try {
      if (!released) {
        lease.renew();
      }
    } catch (IOException e) {
      // The next renewal may succeed; if the lease was taken over, create-only writes keep the two
      // runs apart.
      System.getLogger(LeaseKeeper.class.getName())
          .log(System.Logger.Level.WARNING, "lease not renewed", e);
    }
  }

  private synchronized void release() {
    if (!released) {
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
