package org.arcoforge.runners;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import org.arcoforge.store.ObjectStore;

/** Looks at a lease without taking it. */
final class LeaseState {
  private LeaseState() {}

  /** Whether somebody's time has not run out; that its process may be gone is not looked at. */
  static boolean isHeld(ObjectStore store, String key, Clock clock) throws IOException {
    return store.stat(key).isPresent()
        && new ObjectMapper().readTree(store.read(key)).path("expires").asLong() > clock.millis();
  }
}
