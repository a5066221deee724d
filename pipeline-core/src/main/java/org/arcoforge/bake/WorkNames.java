package org.arcoforge.bake;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Work names tell which run, recipe, step and tile a line of the log belongs to: they are in the
 * logging context (MDC) of the thread, and of those that it starts, while the work goes on.
 */
public final class WorkNames implements AutoCloseable {
  /** A name is one of those that a line of the log has, in this order. */
  public enum Name {
    RUN("run"),
    RECIPE("recipe"),
    STEP("step"),
    TILE("tile");

    private final String key;

    Name(String key) {
      this.key = key;
    }

    /** Returns its key in the context, and in lines of JSON. */
    public String key() {
      return key;
    }
  }

  private final Map<String, String> before = new LinkedHashMap<>();

  private WorkNames() {}

  /** Names a step of a run. */
  public static WorkNames ofStep(BakeConfig config, String step) {
    return new WorkNames()
        .with(Name.RUN, config.run().value())
        .with(Name.RECIPE, config.feedstock().id() + "/" + config.recipe().id())
        .with(Name.STEP, step);
  }

  /** Names a tile of an array. */
  public static WorkNames ofTile(String array, long tile) {
    return new WorkNames().with(Name.TILE, array + "/" + tile);
  }

  /** Takes the names over that another thread has, as {@link #now} gave them there. */
  static WorkNames of(Map<String, String> names) {
    WorkNames taken = new WorkNames();
    names.forEach(taken::with);
    return taken;
  }

  private WorkNames with(Name name, String value) {
    return with(name.key(), value);
  }

  private WorkNames with(String key, String value) {
    String old = MDC.get(key);
    before.put(key, old == null ? "" : old);
    MDC.put(key, value);
    return this;
  }

  /** Returns the names that the calling thread has now. */
  public static Map<String, String> now() {
    Map<String, String> names = new LinkedHashMap<>();
    for (Name name : Name.values()) {
      String value = MDC.get(name.key());
      if (value != null && !value.isEmpty()) {
        names.put(name.key(), value);
      }
    }
    return names;
  }

  /** Gives back the names of before. */
  @Override
  public void close() {
    before.forEach(
        (key, value) -> {
          if (value.isEmpty()) {
            MDC.remove(key);
          } else {
            MDC.put(key, value);
          }
        });
  }
}
