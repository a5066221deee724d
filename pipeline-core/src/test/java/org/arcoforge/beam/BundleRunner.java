package org.arcoforge.beam;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.OutputBuilder;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.NothingToDo;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.store.OpenStores;

/**
 * Runs the steps of a bake as a service may: each bundle one to several times, in any order, some
 * at once and some after the steps that follow, of which one attempt counts; failed attempts are
 * made again.
 */
final class BundleRunner {
  private final BakeConfig config;
  private final OpenStores stores;
  private final Random random;
  private final int most;
  private final int threads;
  private final int retries;
  private final List<Attempt> late = new ArrayList<>();

  private interface Work<F, I, O> {
    void run(F function, I element, OutputReceiver<O> out) throws IOException;
  }

  private interface Attempt {
    void run() throws IOException;
  }

  /** Collects what one attempt puts out. */
  private static final class Collected<T> implements OutputReceiver<T> {
    private final List<T> all = Collections.synchronizedList(new ArrayList<>());

    @Override
    public OutputBuilder<T> builder(T value) {
      throw new UnsupportedOperationException("no step of a bake gives windows or times");
    }

    @Override
    public void output(T value) {
      all.add(value);
    }
  }

  private BundleRunner(
      BakeConfig config, OpenStores stores, Random random, int most, int threads, int retries) {
    this.config =
        config.toBuilder().resources(Resources.shared(1 << 20, 1 << 30)).build(); // many bundles
    this.stores = stores;
    this.random = random;
    this.most = most;
    this.threads = threads;
    this.retries = retries;
  }

  /** Each bundle once, one after the other; the first failure is the end. */
  static BakeReport inOrder(BakeConfig config, OpenStores stores) throws IOException {
    return new BundleRunner(config, stores, new Random(0), 1, 1, 0).bake();
  }

  /** As {@link #inOrder}, of a bake that found something to do before. */
  static BakeReport planned(BakeConfig config, OpenStores stores) throws IOException {
    BundleRunner runner = new BundleRunner(config, stores, new Random(0), 1, 1, 0);
    try (WorkerSession session = WorkerSession.open(config, stores)) {
      return runner.steps();
    }
  }

  /** Each bundle one to four times, on four threads; again as often as it fails. */
  static BakeReport replayed(BakeConfig config, OpenStores stores, Random random)
      throws IOException {
    return new BundleRunner(config, stores, random, 4, 4, 400).bake();
  }

  private BakeReport bake() throws IOException {
    try (WorkerSession session = WorkerSession.open(config, stores)) {
      Optional<BakeReport> nothing = NothingToDo.of(session, n -> {}, new ArrayList<>());
      return nothing.isPresent() ? nothing.get() : steps();
    }
  }

  private BakeReport steps() throws IOException {
    Collected<WorkItem> ranges = new Collected<>();
    new ExpandFn(config.recipe().pattern().size(), 1000).process(ranges);
    List<ScanResults.Batch> scans = stage(ranges.all, () -> new ScanFn(config), ScanFn::process);
    List<WorkItem> first = stage(together(scans), () -> new PlanFn(config), PlanFn::process);
    List<StepResult> filled =
        stage(first, () -> new WriteFn(config, WriteFn.What.INTERMEDIATES), WriteFn::process);
    List<WorkItem> tiles = stage(together(filled), () -> new TilesFn(config), TilesFn::process);
    List<StepResult> written =
        stage(tiles, () -> new WriteFn(config, WriteFn.What.RESULT), WriteFn::process);
    List<StepResult> samples =
        stage(together(written), () -> new SampleFn(config), SampleFn::process);
    List<StepResult> verified = stage(samples, () -> new VerifyFn(config), VerifyFn::process);
    List<BakeReport> reports =
        stage(together(verified), () -> new PublishFn(config), PublishFn::process);
    run(new ArrayList<>(late));
    return reports.get(0);
  }

  private <T> List<KV<Integer, Iterable<T>>> together(List<T> elements) {
    List<T> all = new ArrayList<>(elements);
    if (most > 1) {
      Collections.shuffle(all, random);
    }
    return List.of(KV.of(0, all));
  }

  private <F extends SessionFn<I, O>, I, O> List<O> stage(
      List<I> elements, Supplier<F> functions, Work<F, I, O> process) throws IOException {
    List<Attempt> now = new ArrayList<>(late);
    late.clear();
    List<Collected<O>> kept = new ArrayList<>();
    for (I element : elements) {
      int times = 1 + random.nextInt(most);
      for (int i = 0; i < times; i++) {
        Collected<O> out = new Collected<>();
        Attempt attempt = () -> attempt(functions, process, element, out);
        if (i == 0) {
          kept.add(out);
        }
        (i > 0 && random.nextInt(3) == 0 ? late : now).add(attempt);
      }
    }
    if (most > 1) {
      Collections.shuffle(now, random);
    }
    run(now);
    List<O> all = new ArrayList<>();
    kept.forEach(k -> all.addAll(k.all));
    return all;
  }

  private <F extends SessionFn<I, O>, I, O> void attempt(
      Supplier<F> functions, Work<F, I, O> process, I element, Collected<O> out)
      throws IOException {
    for (int failed = 0; ; failed++) {
      F function = functions.get();
      function.openSession();
      try {
        process.run(function, element, out);
        return;
      } catch (IOException | RuntimeException e) {
        out.all.clear();
        if (failed == retries) {
          throw e;
        }
      } finally {
        function.closeSession();
      }
    }
  }

  private void run(List<Attempt> attempts) throws IOException {
    if (threads == 1) {
      for (Attempt attempt : attempts) {
        attempt.run();
      }
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (Attempt attempt : attempts) {
        all.add(
            pool.submit(
                () -> {
                  attempt.run();
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } finally {
      pool.shutdown();
    }
  }
}
