package org.arcoforge.bake.planning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.bake.PublishedBase;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.commit.StorePublisher;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.plan.ObjectSet;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.TouchedObjects;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ArrayEncoder;

/** Looks up the generations of what a bake in place may write, when it is planned. */
final class BaseFences {
  private BaseFences() {}

  /** Returns the published store as what a bake copies from. */
  static PublishedBase copying(PublishedState state, TouchedObjects objects) {
    return base(state, false, objects);
  }

  /**
   * Returns the published store as what a plan makes grow; without fences if nothing is to be
   * written.
   */
  static PublishedBase inPlace(
      WorkerSession session, PublishedState state, Plan plan, TouchedObjects objects)
      throws IOException {
    PublishedBase base = base(state, true, objects);
    ObjectStore target = session.run(state.store()).target(plan.recipe().id());
    List<String> keys = new ArrayList<>();
    for (ArrayLayout a : plan.layout().arrays()) {
      ArrayEncoder encoder = ArrayEncoder.of(a, plan.layout().zarrFormat());
      long[] runs = objects.touched().getOrDefault(a.variable().name(), ObjectSet.ofRuns()).runs();
      for (int r = 0; r < runs.length; r += 2) {
        for (long number = runs[r]; number < runs[r + 1]; number++) {
          keys.add(encoder.key(a.objects().index(number)));
        }
      }
    }
    if (!keys.isEmpty()) {
      StorePublisher.documents(plan.layout()).forEach(document -> keys.add(document.key()));
    }
    Map<String, Long> fences = new ConcurrentHashMap<>();
    List<ParallelRequests.Task> looks = new ArrayList<>();
    for (String key : keys) {
      looks.add(() -> fences.put(key, target.stat(key).map(ObjectInfo::generation).orElse(0L)));
    }
    ParallelRequests.all(target.isRemote(), looks);
    return base.withFences(fences);
  }

  private static PublishedBase base(PublishedState state, boolean inPlace, TouchedObjects objects) {
    Map<String, List<Long>> shapes = new HashMap<>();
    for (ArrayLayout a : state.loaded().plan().layout().arrays()) {
      shapes.put(
          a.variable().name(),
          LongStream.of(a.variable().shape()).boxed().collect(Collectors.toList()));
    }
    return new PublishedBase(
        state.store(),
        state.run().id().value(),
        inPlace,
        shapes,
        objects.touched(),
        objects.replaced(),
        Map.of());
  }
}
