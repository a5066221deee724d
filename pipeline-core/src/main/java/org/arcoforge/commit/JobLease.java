package org.arcoforge.commit;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * A job lease is a {@link Lease} that all workers of one job hold together: whichever of them works
 * renews it, and it outlasts each of them. As no process stands for a job, only its expiry tells
 * that the job is gone. Safe for many threads.
 */
public final class JobLease {
  /** How long it holds without being renewed: workers start slowly, and steps have gaps. */
  public static final Duration TERM = Duration.ofMinutes(10);

  private final ObjectStore store;
  private final String key;
  private final RunId run;
  private final Clock clock;

  /** Makes the lease of a run, which may have taken it or not. */
  public JobLease(ObjectStore store, String key, RunId run, Clock clock) {
    this.store = store;
    this.key = key;
    this.run = run;
    this.clock = clock;
  }

  /**
   * Takes the lease for the run; if the run has it, it keeps it.
   *
   * @param job whose workers hold it
   * @return the how-manieth holder this is, as {@link Lease#sequence}
   * @throws LeaseHeldException if another run holds it
   */
  public long acquire(String job) throws IOException {
    store.update(
        key,
        now -> {
          long sequence = 1;
          if (now != null) {
            Lease.Holder other = Lease.read(store.url(key), now);
            if (!isMine(other) && other.expires() > clock.millis() && Lease.isAlive(other)) {
              throw Lease.held(store.url(key), other);
            }
            sequence = isMine(other) ? other.sequence() : other.sequence() + 1;
          }
          long since = run.began().toEpochMilli();
          return bytes(Lease.Holder.ofJob(run, job, since, sequence).until(end()));
        });
    return Lease.read(store.url(key), store.read(key)).sequence();
  }

  /**
   * Holds the lease for another {@link #TERM}, unless another worker has just done so, or it was
   * given back.
   *
   * @throws LeaseHeldException if it was taken over: stop writing
   */
  public void renew() throws IOException {
    store.update(
        key,
        now -> {
          Lease.Holder holder = mine(now);
          boolean fresh = holder.expires() > clock.millis() + TERM.toMillis() * 2 / 3;
          return fresh || holder.expires() == 0 ? bytes(holder) : bytes(holder.until(end()));
        });
  }

  /** Gives the lease back, if the run has it. */
  public void release() throws IOException {
    try {
      // Zero, not now: a worker that comes late must not hold it again.
      store.update(key, now -> bytes(mine(now).until(0)));
    } catch (LeaseHeldException e) {
      // It has gone to another run.
    }
  }

  private Lease.Holder mine(byte @Nullable [] now) throws IOException {
    if (now == null) {
      throw new LeaseHeldException("the lease " + store.url(key) + " of run " + run + " is gone");
    }
    Lease.Holder holder = Lease.read(store.url(key), now);
    if (!isMine(holder)) {
      throw Lease.held(store.url(key), holder);
    }
    return holder;
  }

  private boolean isMine(Lease.Holder holder) {
    return holder.run().equals(run.value());
  }

  private long end() {
    return clock.millis() + TERM.toMillis();
  }

  private static byte[] bytes(Lease.Holder holder) throws JsonProcessingException {
    return Lease.JSON.writeValueAsBytes(holder);
  }
}
