package org.arcoforge.bake;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.arcoforge.array.Region;
import org.arcoforge.commit.RunFolder;

/**
 * An append base is the published store that an append goes on with, as it was when the append was
 * planned; the object {@code append} of the run's folder.
 *
 * @param store the version in whose folder the store is
 * @param run the run that published it as it was
 * @param shapes of all arrays as they were, by name, in elements
 * @param fences generations of the objects and documents that the append may write, by key; 0 for
 *     those that were not there. Whoever finds another one has been overtaken, and stops
 */
public record AppendBase(
    String store, String run, Map<String, List<Long>> shapes, Map<String, Long> fences) {
  private static final String KEY = "append";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies and sorts the maps. */
  public AppendBase {
    shapes = java.util.Collections.unmodifiableMap(new TreeMap<>(shapes));
    fences = java.util.Collections.unmodifiableMap(new TreeMap<>(fences));
  }

  /** Writes it into a run's folder. */
  public void save(RunFolder folder) throws IOException {
    folder.objects().create(KEY, JSON.writeValueAsBytes(this));
  }

  /** Returns what a run's folder holds; empty if the run makes a store of its own. */
  public static Optional<AppendBase> read(RunFolder folder) throws IOException {
    return folder.objects().stat(KEY).isPresent()
        ? Optional.of(JSON.readValue(folder.objects().read(KEY), AppendBase.class))
        : Optional.empty();
  }

  /** Returns what tells appends apart that the same plan may stand for. */
  public String identity() {
    return store + " " + run + " " + shapes;
  }

  /** Returns whether a region of an array reaches beyond the store as it was. */
  public boolean isTouched(String array, Region region) {
    List<Long> old = shape(array);
    for (int d = 0; d < old.size(); d++) {
      if (region.end(d) > old.get(d)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the part of a region that the store held before; empty if there is none. */
  public Optional<Region> before(String array, Region region) {
    List<Long> old = shape(array);
    long[] size = region.size();
    for (int d = 0; d < size.length; d++) {
      size[d] = Math.min(region.end(d), old.get(d)) - region.start(d);
      if (size[d] <= 0) {
        return Optional.empty();
      }
    }
    return Optional.of(Region.of(region.start(), size));
  }

  private List<Long> shape(String array) {
    return java.util.Objects.requireNonNull(shapes.get(array), array);
  }
}
