package org.arcoforge.runners.text;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.bakery.Bakery.Prices;
import org.arcoforge.plan.ArraySizes;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.tiling.StagingChoice;
import org.arcoforge.repr.DatasetRepr;

/** Writes a plan for people. */
public final class PlanText {
  private PlanText() {}

  /** Prints the data set's repr, a table of arrays, totals, and what to look at again. */
  public static void print(PlanPreview.Preview preview, Prices prices, PrintWriter out) {
    Plan plan = preview.plan();
    out.println(DatasetRepr.of(plan));
    out.println();
    table(plan).forEach(out::println);
    out.println();
    out.println(headers(preview));
    totals(plan, prices, out);
    copied(plan, out);
    plan.arrays().forEach(a -> staging(a, out));
    plan.arrays().forEach(a -> bands(a, plan, out));
  }

  /** As {@link #print}, with what is to be warned of. */
  public static void printWithWarnings(
      PlanPreview.Preview preview, Prices prices, PrintWriter out) {
    print(preview, prices, out);
    preview.plan().warnings().forEach(w -> out.println("warning: " + w));
  }

  /** Which files the plan knows by their headers, and which by the recipe. */
  private static String headers(PlanPreview.Preview preview) {
    long kept = preview.headers() - preview.read();
    long files = preview.plan().sources().files() + preview.plan().missing().size();
    StringBuilder line = new StringBuilder("headers   ").append(preview.read()).append(" read");
    if (kept > 0) {
      line.append(", ").append(kept).append(" kept from before");
    }
    if (files > preview.headers()) {
      line.append(", ")
          .append(files - preview.headers())
          .append(" told by items_per_file (--all-headers reads them)");
    }
    return line.toString();
  }

  private static List<String> table(Plan plan) {
    TextTable table =
        new TextTable(
            "array",
            "shape",
            "chunks",
            "shards",
            "stored as",
            "codec",
            ">chunk",
            ">objects",
            ">tiles",
            ">decoded");
    for (PlannedArray a : plan.arrays()) {
      ArrayLayout layout = a.layout();
      table.row(
          a.name(),
          product(layout.variable().rank() == 0 ? List.of() : shape(layout)),
          product(layout.chunk()),
          layout.shard().isEmpty() ? "" : product(layout.shard()),
          layout.variable().type().id(),
          codec(layout.codec()),
          HumanSizes.text(PlanSizes.chunkBytes(layout)),
          Long.toString(layout.objects().count()),
          Long.toString(a.tiles().count()),
          decoded(a));
    }
    return table.lines();
  }

  /** How an array gets through scratch, or why it does not although pulling is dear. */
  private static void staging(PlannedArray array, PrintWriter out) {
    StagingChoice staging = array.staging();
    PlannedArray first = array.intermediate();
    if (staging == null) {
      return;
    }
    if (first == null) {
      out.printf(
          Locale.ROOT,
          "pulling   '%s' decodes each source chunk %.1f times: %s; --memory may help%n",
          array.name(),
          staging.pulled(),
          staging.reason());
      return;
    }
    out.printf(
        Locale.ROOT,
        "staging   '%s' in 2 stages, by way of %s in scratch (%s of %s, at most %s): %s%n",
        array.name(),
        HumanSizes.count(first.layout().objects().count(), "object"),
        product(first.layout().chunk()),
        first.layout().variable().type().id(),
        HumanSizes.text(PlanSizes.bytes(first.layout())),
        staging.reason());
  }

  /** That a tile is larger than the memory, which looks like a mistake else. */
  private static void bands(PlannedArray array, Plan plan, PrintWriter out) {
    double bytes = ArraySizes.tileBytes(array);
    if (bytes > plan.memory().tiles() && array.memory() <= plan.memory().tiles()) {
      out.printf(
          Locale.ROOT,
          "in bands  '%s' has tiles of %s, each filled band by band: of its objects only parts are in memory%n",
          array.name(),
          HumanSizes.text(bytes));
    }
  }

  private static void totals(Plan plan, Prices prices, PrintWriter out) {
    Plan.SourceSummary sources = plan.sources();
    CostEstimate cost = CostEstimate.of(plan, prices);
    out.printf(
        Locale.ROOT,
        "sources   %s%s%n",
        HumanSizes.count(sources.files(), "file"),
        sources.bytes() > 0 ? ", " + HumanSizes.text((double) sources.bytes()) : "");
    out.printf(
        Locale.ROOT,
        "result    %s uncompressed in %s, Zarr format %d%n",
        HumanSizes.text(PlanSizes.bytes(plan)),
        HumanSizes.count(plan.layout().objects(), "object"),
        plan.layout().zarrFormat());
    out.printf(
        Locale.ROOT,
        "memory    %s per worker for %s at once%n",
        HumanSizes.text((double) PlanSizes.peakMemory(plan)),
        HumanSizes.count(PlanSizes.tilesAtOnce(plan), "tile"));
    out.printf(
        Locale.ROOT,
        "estimate  %.1f vCPU-hours on Dataflow and %d class A operations: about %s%.2f (an order of magnitude)%n",
        cost.vcpuHours(),
        cost.classA(),
        prices.currency().equals("USD") ? "$" : prices.currency() + " ",
        cost.price());
  }

  private static String decoded(PlannedArray a) {
    return a.copied() == a.layout().objects().count() && a.copied() > 0
        ? "copied"
        : String.format(Locale.ROOT, "%.1fx", a.amplification());
  }

  /** Where the recipe wants the encoding of the files. */
  private static void copied(Plan plan, PrintWriter out) {
    for (PlannedArray a : plan.arrays()) {
      if (a.copied() > 0) {
        out.printf(
            Locale.ROOT,
            "copied    %s: %d of %s, without decoding%n",
            a.name(),
            a.copied(),
            HumanSizes.count(a.layout().objects().count(), "chunk"));
      }
    }
  }

  private static List<Long> shape(ArrayLayout layout) {
    List<Long> shape = new ArrayList<>();
    for (long n : layout.variable().shape()) {
      shape.add(n);
    }
    return shape;
  }

  private static String product(List<Long> lengths) {
    return lengths.isEmpty()
        ? "-"
        : lengths.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  /** Returns a codec in a few words: {@code blosc lz4 5 shuffle}, {@code shuffle 4 zlib 6}. */
  static String codec(CodecSpec codec) {
    List<String> words = new ArrayList<>();
    codec.filters().forEach(filter -> words.add(codec(filter)));
    words.add(codec.name());
    for (String key : List.of("cname", "clevel", "level", "shuffle", "endian", "elementsize")) {
      Object value = codec.configuration().get(key);
      if (value != null) {
        words.add(value.toString());
      }
    }
    return String.join(" ", words);
  }
}
