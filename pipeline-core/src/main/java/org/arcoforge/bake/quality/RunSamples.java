package org.arcoforge.bake.quality;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Run samples are what was taken of the objects of a run while this process made them, so that a
 * report need not read those objects. Within a limit of memory; what is not here is read. Safe for
 * many threads.
 */
public final class RunSamples {
  private static final long MOST_BYTES = 48L << 20;

  private final Map<Key, List<ObjectSample>> kept = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  private record Key(String array, long object) {}

  /** Keeps the samples of an object, in place of those that were kept of it before. */
  void keep(String array, long object, List<ObjectSample> samples) {
    Key key = new Key(array, object);
    long more = bytes(samples);
    boolean fits = bytes.addAndGet(more) <= MOST_BYTES;
    List<ObjectSample> before = fits ? kept.put(key, List.copyOf(samples)) : kept.remove(key);
    bytes.addAndGet(-bytes(before == null ? List.of() : before) - (fits ? 0 : more));
  }

  private static long bytes(List<ObjectSample> samples) {
    return samples.stream().mapToLong(ObjectSample::bytes).sum();
  }

  /** Returns the sample of those planes; null if it is not here. */
  @Nullable ObjectSample of(String array, long object, SampledPlanes planes) {
    for (ObjectSample sample : kept.getOrDefault(new Key(array, object), List.of())) {
      if (sample.planes().equals(planes)) {
        return sample;
      }
    }
    return null;
  }
}
