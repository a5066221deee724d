package org.arcoforge.bakery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A runner choice says what bakes of a bakery run on, unless the command line says otherwise.
 *
 * @param name {@code direct}, {@code dataflow} or {@code flink}; empty for the usual one
 * @param options of the Beam runner
 */
public record RunnerChoice(String name, Map<String, String> options) {
  /** Copies the map, in its order. */
  public RunnerChoice {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** Returns the choice of a bakery that makes none. */
  public static RunnerChoice none() {
    return new RunnerChoice("", Map.of());
  }
}
