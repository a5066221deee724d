package org.arcoforge.commit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import org.arcoforge.store.ObjectStore;

/** Looks at a lease without taking it. */
public final class LeaseState {
  private LeaseState() {}

  /**
   * Returns whether somebody's time has not run out; that its process may be gone is not looked at.
   */
  public static boolean isHeld(ObjectStore store, String key, Clock clock) throws IOException {
    return store.stat(key).isPresent()
        && new ObjectMapper().readTree(store.read(key)).path("expires").asLong() > clock.millis();
  }
}
