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
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.values.KV;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.BakeOrder;
import org.arcoforge.bake.planning.NothingToDo;
import org.arcoforge.settings.Settings;
import org.arcoforge.store.OpenStores;

/**
 * Runs the steps of a bake as a service may: each bundle one to several times, in any order, some
 * at once and some after the steps that follow, of which one attempt counts; failed attempts are
 * made again.
 */
final class BundleRunner implements InProcess.Stage {
  /** So few that tiles are put together, and leave combined receipts. */
  private static final int TILE_ELEMENTS = 5;

  private final BakeConfig config;
  private final SharedOrder order;
  private final PipelineOptions options = PipelineOptionsFactory.create();
  private final OpenStores stores;
  private final Random random;
  private final int most;
  private final int threads;
  private final int retries;
  private final List<Attempt> late = new ArrayList<>();

  private interface Attempt {
    void run() throws IOException;
  }

  private BundleRunner(
      BakeConfig config, OpenStores stores, Random random, int most, int threads, int retries) {
    this(
        BakeOrder.begun(manyBundles(config, TILE_ELEMENTS)),
        stores,
        random,
        most,
        threads,
        retries);
  }

  private BundleRunner(
      BakeOrder order, OpenStores stores, Random random, int most, int threads, int retries) {
    this.config = order.config();
    this.order = new SharedOrder(order);
    this.stores = stores;
    this.random = random;
    this.most = most;
    this.threads = threads;
    this.retries = retries;
  }

  private static BakeConfig manyBundles(BakeConfig config, int elements) {
    Settings few = Settings.standard().toBuilder().tileElements(elements).build();
    Resources shared = Resources.shared(1 << 20, 1 << 30).withSettings(few);
    return config.toBuilder().resources(shared).build();
  }

  /** As {@link #replayed}, of a bake whose first step begins the run. */
  static void launched(BakeOrder order, String launch, Random random) throws IOException {
    try (OpenStores stores = new OpenStores()) {
      BundleRunner runner = new BundleRunner(order, stores, random, 4, 4, 400);
      runner.options.as(LaunchOptions.class).setLaunch(launch);
      runner.steps();
    }
  }

  /** Each bundle once, one after the other; the first failure is the end. */
  static BakeReport inOrder(BakeConfig config, OpenStores stores) throws IOException {
    return new BundleRunner(config, stores, new Random(0), 1, 1, 0).bake();
  }

  /** The same with tiles put together into so many elements. */
  static BakeReport inOrder(BakeConfig config, OpenStores stores, int elements) throws IOException {
    BakeOrder order = BakeOrder.begun(manyBundles(config, elements));
    return new BundleRunner(order, stores, new Random(0), 1, 1, 0).bake();
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
    BakeReport report =
        InProcess.steps(order, 1000, this)
            .orElseThrow(() -> new IOException("the run ended with its first step"));
    run(new ArrayList<>(late));
    return report;
  }

  @Override
  public <T> List<KV<Integer, Iterable<T>>> together(List<T> elements) {
    List<T> all = new ArrayList<>(elements);
    if (most > 1) {
      Collections.shuffle(all, random);
    }
    return List.of(KV.of(0, all));
  }

  @Override
  public <F extends SessionFn<I, O>, I, O> List<O> run(
      Supplier<F> functions, List<I> elements, InProcess.Work<F, I, O> process) throws IOException {
    List<Attempt> now = new ArrayList<>(late);
    late.clear();
    List<InProcess.Given<O>> kept = new ArrayList<>();
    for (I element : elements) {
      int times = 1 + random.nextInt(most);
      for (int i = 0; i < times; i++) {
        InProcess.Given<O> out = new InProcess.Given<>();
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
      Supplier<F> functions, InProcess.Work<F, I, O> process, I element, InProcess.Given<O> out)
      throws IOException {
    for (int failed = 0; ; failed++) {
      F function = functions.get();
      function.openSession(options);
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
