package org.arcoforge.bake;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.arcoforge.array.Region;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.ObjectSet;

/**
 * A published base is the published store that a bake goes on with, as it was when the bake was
 * planned; the object {@code base} of the run's folder.
 *
 * @param store the version in whose folder the store is
 * @param run the run that published it as it was
 * @param inPlace whether the bake writes into that store; else it makes one of its own, and copies
 *     what stays as it is
 * @param shapes of all arrays as they were, by name, in elements
 * @param touched the objects that differ from the published ones, by array; all others are kept or
 *     copied
 * @param replaced of those the ones that hold other values within the old extent, as a source has
 *     changed
 * @param fences generations of the objects and documents that a bake in place may write, by key; 0
 *     for those that were not there. Whoever finds another one has been overtaken, and stops
 */
public record PublishedBase(
    String store,
    String run,
    boolean inPlace,
    Map<String, List<Long>> shapes,
    Map<String, ObjectSet> touched,
    Map<String, ObjectSet> replaced,
    Map<String, Long> fences) {
  private static final String KEY = "base";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies and sorts the maps. */
  public PublishedBase {
    shapes = Collections.unmodifiableMap(new TreeMap<>(shapes));
    touched = Collections.unmodifiableMap(new TreeMap<>(touched));
    replaced = Collections.unmodifiableMap(new TreeMap<>(replaced));
    fences = Collections.unmodifiableMap(new TreeMap<>(fences));
  }

  /** Writes it into a run's folder. */
  public void save(RunFolder folder) throws IOException {
    folder.objects().create(KEY, JSON.writeValueAsBytes(this));
  }

  /** Returns what a run's folder holds; empty if the run goes on with nothing. */
  public static Optional<PublishedBase> read(RunFolder folder) throws IOException {
    Optional<byte[]> base = folder.objects().find(KEY);
    return base.isPresent()
        ? Optional.of(JSON.readValue(base.get(), PublishedBase.class))
        : Optional.empty();
  }

  /**
   * Returns the runs that went on in place with what another one published, and have not published
   * themselves, with their bases. Who went on with what was published before is made good for.
   *
   * @param store the folder of the run that made the store
   * @param published the run that published the store as it is
   */
  public static Map<RunFolder, PublishedBase> unpublished(RunFolder store, RunId published)
      throws IOException {
    Map<RunFolder, PublishedBase> bases = new LinkedHashMap<>();
    for (RunFolder later : RunFolder.after(store, published)) {
      Optional<PublishedBase> base =
          later.isPublished() ? Optional.empty() : PublishedBase.read(later);
      base.filter(b -> b.inPlace() && b.run().equals(published.value()))
          .filter(b -> b.store().equals(store.id().value()))
          .ifPresent(b -> bases.put(later, b));
    }
    return bases;
  }

  /** Returns what tells bakes apart that the same plan may stand for. */
  public String identity() {
    return store + " " + run + " " + inPlace + " " + shapes + " " + touched;
  }

  /** Returns the same with other fences. */
  public PublishedBase withFences(Map<String, Long> other) {
    return new PublishedBase(store, run, inPlace, shapes, touched, replaced, other);
  }

  /** Returns whether nothing differs from what is published. */
  public boolean touchesNothing() {
    return touched.values().stream().allMatch(ObjectSet::isEmpty);
  }

  /** Returns whether the object with that row-major number differs from the published one. */
  public boolean isTouched(String array, long object) {
    ObjectSet objects = touched.get(array);
    return objects != null && objects.contains(object);
  }

  /**
   * Returns whether the object with that row-major number holds other values within the old extent.
   */
  public boolean isReplaced(String array, long object) {
    ObjectSet objects = replaced.get(array);
    return objects != null && objects.contains(object);
  }

  /** Returns the part of a region that the store held before; empty if there is none. */
  public Optional<Region> before(String array, Region region) {
    List<Long> old = Objects.requireNonNull(shapes.get(array), array);
    long[] shape = old.stream().mapToLong(Long::longValue).toArray();
    return Optional.of(region.intersect(Region.whole(shape))).filter(part -> !part.isEmpty());
  }
}
