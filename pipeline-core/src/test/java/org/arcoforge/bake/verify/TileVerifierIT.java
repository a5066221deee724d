package org.arcoforge.bake.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.beam.BakeCase;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.store.ObjectStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verification says of objects that hold something else while they are read. */
class TileVerifierIT {
  @TempDir Path folder;

  @Test
  void anObjectIsWrongIfItIsWhenItIsReadAtOnce() throws IOException {
    BakeCase c = BakeCase.inMemory(folder).target(SamplingTest.MANY);
    BakeReport report = c.bake();
    try (WorkerSession session = WorkerSession.open(c.config())) {
      RunFolder run = session.run(report.version());
      PlanFile.Loaded loaded = session.plan(run);
      PlannedArray array = loaded.plan().arrays().get(0);
      long tile = SamplingTest.sampled(array);
      Receipt receipt = run.receipt(array.name(), tile).orElseThrow();
      for (int times = 0; times < 3; times++) {
        ObjectStore target = otherwise(loaded.target(run), array.name() + "/c", times);
        Optional<String> found =
            new TileVerifier(loaded, session, target).check(array, tile, receipt);
        assertEquals(times == 2, found.isPresent(), times + " times: " + found);
      }
    }
  }

  /** A store whose objects are other ones when they are read for the first times. */
  private static ObjectStore otherwise(ObjectStore store, String prefix, int times) {
    AtomicInteger left = new AtomicInteger(times);
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(store, arguments);
                if (answer instanceof byte[] bytes
                    && String.valueOf(arguments[0]).startsWith(prefix)
                    && left.getAndDecrement() > 0) {
                  byte[] other = bytes.clone();
                  other[other.length / 2] ^= 1;
                  return other;
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
