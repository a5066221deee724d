package org.arcoforge.commit;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.arcoforge.store.ObjectStore;

/** Looks at a lease without taking it. */
public final class LeaseState {
  private LeaseState() {}

  /**
   * Returns whether somebody's time has not run out; that its process may be gone is not looked at.
   */
  public static boolean isHeld(ObjectStore store, String key, Clock clock) throws IOException {
    return heldBy(store, key, clock).isPresent();
  }

  /** Returns who holds a lease, since when and until when; empty if nobody's time is left. */
  public static Optional<String> heldBy(ObjectStore store, String key, Clock clock)
      throws IOException {
    if (store.stat(key).isEmpty()) {
      return Optional.empty();
    }
    Lease.Holder holder = Lease.read(store, key);
    return holder.expires() > clock.millis()
        ? Optional.of(holder.words() + ", until " + Instant.ofEpochMilli(holder.expires()))
        : Optional.empty();
  }
}
