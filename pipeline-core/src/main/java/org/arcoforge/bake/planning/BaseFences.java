package org.arcoforge.bake.planning;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.bake.AppendBase;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.StorePublisher;
import org.arcoforge.plan.Plan;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ArrayEncoder;

/** Looks up the generations of what an append may write, when it is planned. */
final class BaseFences {
  private BaseFences() {}

  /** Returns the published store that a plan makes grow; without fences if it does not grow. */
  static AppendBase of(WorkerSession session, PublishedState state, Plan plan) throws IOException {
    Map<String, List<Long>> shapes = new HashMap<>();
    for (ArrayLayout a : state.loaded().plan().layout().arrays()) {
      shapes.put(
          a.variable().name(),
          LongStream.of(a.variable().shape()).boxed().collect(Collectors.toList()));
    }
    AppendBase base = new AppendBase(state.store(), state.run().id().value(), shapes, Map.of());
    ObjectStore target = session.run(state.store()).target(plan.recipe().id());
    Map<String, Long> fences = new HashMap<>();
    for (ArrayLayout a : plan.layout().arrays()) {
      ArrayEncoder keys = ArrayEncoder.of(a, plan.layout().zarrFormat());
      Region whole = Region.whole(a.variable().shape());
      if (base.isTouched(a.variable().name(), whole)) {
        for (long[] index : Indices.of(a.objects().all())) {
          if (base.isTouched(a.variable().name(), a.objects().region(index))) {
            look(target, keys.key(index), fences);
          }
        }
      }
    }
    if (!fences.isEmpty()) {
      for (Receipt.Written document : StorePublisher.documents(plan.layout())) {
        look(target, document.key(), fences);
      }
    }
    return new AppendBase(base.store(), base.run(), shapes, fences);
  }

  private static void look(ObjectStore target, String key, Map<String, Long> fences)
      throws IOException {
    fences.put(key, target.stat(key).map(ObjectInfo::generation).orElse(0L));
  }
}
