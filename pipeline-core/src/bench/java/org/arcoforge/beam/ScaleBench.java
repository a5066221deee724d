package org.arcoforge.beam;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Variable;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.Fingerprints;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.Reconciliation;
import org.arcoforge.bake.scan.HeaderCache;
import org.arcoforge.bake.scan.HeaderScanner;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.bake.tile.TileRanges;
import org.arcoforge.commit.Ledger;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.StorePublisher;
import org.arcoforge.commit.WrittenObjects;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.transform.FileTransformer;
import org.arcoforge.view.FileView;

/**
 * Measures what grows with the number of files: the job's graph, what passes through it, the plan,
 * and its steps of one element. An archive of hourly maps that is nowhere goes through the real
 * classes; only headers and receipts are made. Prints a table; see {@code scripts/bench}.
 */
public final class ScaleBench {
  private static final List<String> VARIABLES = List.of("time", "lat", "lon", "t");
  private static final double MB = 1e6;
  private static final long PAGE = 1000; // objects that a request lists

  private final ManyFiles archive;
  private final BakeConfig config;
  private final long[] map;
  private final boolean alike;
  private final Map<String, Double> found = new LinkedHashMap<>();

  private ScaleBench(long files, boolean alike, long[] map, String target) {
    this.alike = alike;
    this.map = map;
    this.archive = new ManyFiles(files, "", target);
    // Half of the heap of a worker with 4 GB, by two threads: what Resources finds there.
    this.config =
        archive.config.toBuilder().resources(Resources.shared(384 << 20, 1536 << 20)).build();
  }

  /**
   * Runs with {@code [different] LATxLON TARGET N…}: whether headers say when each file was made,
   * the map of a file, the recipe's target, numbers of files.
   */
  public static void main(String[] arguments) throws Exception {
    boolean alike = !arguments[0].equals("different");
    List<String> words = List.of(arguments).subList(alike ? 0 : 1, arguments.length);
    String[] sides = words.get(0).split("x");
    long[] map = {Long.parseLong(sides[0]), Long.parseLong(sides[1])};
    String target = words.get(1);
    new ScaleBench(1000, alike, map, target).measure(); // compiles
    List<Long> files = words.subList(2, words.size()).stream().map(Long::parseLong).toList();
    List<Map<String, Double>> all = new ArrayList<>();
    for (long n : files) {
      ScaleBench bench = new ScaleBench(n, alike, map, target);
      bench.measure();
      all.add(bench.found);
      System.err.println(n + " " + bench.found);
    }
    print(files, all);
  }

  private static void print(List<Long> files, List<Map<String, Double>> all) {
    StringBuilder head = new StringBuilder("| files |");
    files.forEach(n -> head.append(String.format(Locale.ROOT, " %,d |", n)));
    System.out.println(head);
    System.out.println("|---|" + "---|".repeat(all.size()));
    for (String name : all.get(0).keySet()) {
      StringBuilder line = new StringBuilder("| " + name + " |");
      all.forEach(m -> line.append(' ').append(text(m.getOrDefault(name, 0.0))).append(" |"));
      System.out.println(line);
    }
  }

  private static String text(double x) {
    boolean whole = x == Math.rint(x) || x >= 100;
    return String.format(Locale.ROOT, whole ? "%,.0f" : x < 1 ? "%.3f" : "%.1f", x);
  }

  private void measure() throws Exception {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline.apply("Bake many", Bake.of(config));
    put("graph, bytes", PipelineTranslation.toProto(pipeline).toByteArray().length);
    List<ScanResults.Batch> batches = headers();
    try (WorkerSession session = WorkerSession.open(config)) {
      RunFolder run = new RunFolder(session.recipeStore(), config.run());
      Plan plan = planned(session, run, batches);
      AliveHeap.Cost<PlanFile.Loaded> loaded = AliveHeap.of(() -> PlanFile.readStored(config, run));
      put("a worker's plan, processor s", loaded.seconds());
      put("a worker's plan, MB alive", loaded.bytes() / MB);
      finished(plan, tiles(plan));
    }
  }

  /** What the workers find in files, in elements as {@link ScanFn} makes them. */
  private List<ScanResults.Batch> headers() throws IOException {
    FileView view = view("made by a model");
    List<ScanResults.Batch> batches = new ArrayList<>();
    long step = Math.max(1, (archive.files + 999) / 1000);
    long page = HeaderCache.pageLength(archive.files);
    long ranges = 0;
    long bytes = 0;
    for (long from = 0; from < archive.files; from += step) {
      long to = Math.min(archive.files, from + step);
      ranges += encoded(WorkItem.positions(from, to), WorkItem.class);
      for (long at = from; at < to; at += page) {
        List<HeaderScanner.Scan> scans = new ArrayList<>();
        for (long n = at; n < Math.min(to, at + page); n++) {
          scans.add(
              new HeaderScanner.Scan(
                  archive.record(n, alike ? view : view("made in run " + n + " on node " + n % 97)),
                  null));
        }
        batches.add(ScanResults.Batch.of(scans));
        bytes += encoded(batches.get(batches.size() - 1), ScanResults.Batch.class);
      }
    }
    put("ranges of positions, elements", (archive.files + step - 1) / step);
    put("ranges of positions, MB", ranges / MB);
    put("headers, elements", batches.size());
    put("headers, MB", bytes / MB);
    return batches;
  }

  private FileView view(String made) {
    List<SourceVariable> variables = new ArrayList<>();
    SourceDescription all = ManyFiles.description(made);
    for (SourceVariable v : all.variables()) {
      if (VARIABLES.contains(v.variable().name())) {
        List<Dimension> dims = v.variable().dimensions().stream().map(this::sized).toList();
        Variable sized =
            new Variable(v.variable().name(), v.variable().type(), dims, v.variable().attributes());
        List<Long> chunk = dims.stream().map(Dimension::length).toList();
        variables.add(new SourceVariable(sized, chunk, v.filters(), -1));
      }
    }
    return FileTransformer.view(
        config.recipe(),
        config.recipe().pattern().position(0),
        new SourceDescription(all.format(), variables, all.attributes()),
        (variable, region, target, at) -> {
          throw new IllegalStateException("a header is enough");
        });
  }

  private Dimension sized(Dimension dim) {
    return switch (dim.name()) {
      case "lat" -> new Dimension("lat", map[0]);
      case "lon" -> new Dimension("lon", map[1]);
      default -> dim;
    };
  }

  /** The step "Plan". */
  private Plan planned(WorkerSession session, RunFolder run, List<ScanResults.Batch> batches)
      throws Exception {
    AliveHeap.Cost<Plan> cost =
        AliveHeap.of(
            () -> {
              ScanResults.Builder builder = new ScanResults.Builder();
              for (ScanResults.Batch batch : batches) {
                builder.add(batch);
              }
              Reconciliation found = Reconciliation.of(session, builder.build());
              byte[] bytes = PlanFile.encode(found.plan());
              long positions = found.plan().recipe().pattern().size();
              Fingerprints sources = Fingerprints.of(positions, found.scans().records());
              PlanFile.save(run, bytes, PlanFile.digest(bytes, config), sources, null);
              return found.plan();
            });
    put("plan, processor s", cost.seconds());
    put("plan, MB alive", cost.bytes() / MB);
    put("plan.json.gz, MB", run.plan().length / MB);
    put("fingerprints, MB", run.objects().stat("sources").orElseThrow().size() / MB);
    return cost.result();
  }

  /** What goes to the step "Write tiles" and comes from it; returns the number of elements. */
  private long tiles(Plan plan) throws IOException {
    long[] sum = new long[4];
    StepResult result =
        StepResult.builder().run(config.run().value()).tiles(50).bytesWritten(1L << 32).build();
    long resultBytes = encoded(result, StepResult.class);
    TileRanges.visit(
        plan.arrays(),
        config.resources().settings().tileElements(),
        (a, from, to) -> {
          sum[0]++;
          sum[1] += encoded(WorkItem.tiles(config.run(), a, from, to), WorkItem.class);
          sum[2] +=
              encoded(
                  StepResult.checking(config.run(), new StepResult.Check(a, from, to)),
                  StepResult.class);
        });
    put("objects", plan.layout().objects());
    put("tiles and receipts", plan.tiles());
    put("a tile of the variable, MB decoded", tileBytes(plan) / MB);
    put("tiles, elements", sum[0]);
    put("tiles, MB", sum[1] / MB);
    put("results of tiles, MB", sum[0] * resultBytes / MB);
    put("checks and their results, MB", (sum[2] + sum[0] * resultBytes) / MB);
    return sum[0];
  }

  private static double tileBytes(Plan plan) {
    PlannedArray array =
        plan.arrays().stream().filter(a -> a.name().equals("t")).findFirst().orElseThrow();
    Variable v = array.layout().variable();
    return (double) v.elements() * v.type().size() / array.tiles().count();
  }

  /** The steps "Sample" and "Publish", each in a process of its own as far as can be. */
  private void finished(Plan plan, long elements) throws Exception {
    MadeRunStore store =
        new MadeRunStore(plan, config.run(), config.resources().settings().tileElements());
    RunFolder run = new RunFolder(store, config.run());
    long receipts = 0;
    for (PlannedArray a : plan.arrays()) {
      for (long t = 0; t < a.tiles().count(); t++) {
        receipts += store.receiptBytes(a, t);
      }
    }
    put("receipts, MB", receipts / MB);
    int combined = store.elements();
    long listed = combined > 0 ? combined : plan.tiles();
    put("receipts of elements", combined);
    put("receipts of elements, MB", store.combinedBytes() / MB);
    put("receipts that are read, pages of a listing", (listed + PAGE - 1) / PAGE);
    put("objects, pages of a listing", (plan.layout().objects() + PAGE - 1) / PAGE);
    List<StepResult> results = new ArrayList<>();
    for (long e = 0; e < elements; e++) {
      results.add(StepResult.builder().run(config.run().value()).tiles(1).build());
    }
    AliveHeap.Cost<Ledger> sample =
        AliveHeap.of(
            () -> {
              StepResult.sum(results);
              Ledger ledger = Ledger.of(plan.layout(), run);
              require(ledger.gaps().isEmpty());
              try (WrittenObjects written = WrittenObjects.in(run.target("hours"), true)) {
                require(written.difference(ledger.made()).isEmpty());
              }
              return ledger;
            });
    put("sample, processor s", sample.seconds());
    put("sample, MB alive", sample.bytes() / MB);
    AliveHeap.Cost<byte[]> publish =
        AliveHeap.of(
            () -> {
              Ledger ledger = Ledger.of(plan.layout(), run);
              List<Receipt.Written> documents = StorePublisher.documents(plan.layout());
              return ledger.manifest(config.run(), documents).encode();
            });
    put("publish, processor s", publish.seconds());
    put("publish, MB alive", publish.bytes() / MB);
    put("manifest, MB", publish.result().length / MB);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("what was made does not hold");
    }
  }

  private static <T extends Serializable> long encoded(T element, Class<T> type)
      throws IOException {
    return CoderUtils.encodeToByteArray(SerializableCoder.of(type), element).length;
  }

  private void put(String what, long amount) {
    put(what, (double) amount);
  }

  private void put(String what, double amount) {
    found.put(what, amount);
  }
}
