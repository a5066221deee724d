package org.arcoforge.runners.text;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.FailedSource;
import org.arcoforge.bake.Outcome;
import org.arcoforge.source.SourceOpener.FetchCounts;
import org.arcoforge.stac.CatalogSnippet;
import org.arcoforge.text.CutText;

/** Writes what a bake says to people. */
public final class BakeText {
  private static final int SHOWN = 20;
  private static final int WIDTH = 120; // of an error in the table

  private BakeText() {}

  private static void failedSources(List<FailedSource> failed, PrintWriter err) {
    if (failed.isEmpty()) {
      return;
    }
    TextTable table = new TextTable("class", ">attempts", "", "failed source", "last error");
    for (FailedSource f : failed.subList(0, Math.min(SHOWN, failed.size()))) {
      String error = f.lastError().lines().findFirst().orElse("");
      table.row(
          f.reason(),
          Integer.toString(f.attempts()),
          f.permanent() ? "permanent" : "may pass",
          f.url(),
          CutText.of(error, WIDTH));
    }
    table.lines().forEach(err::println);
    if (failed.size() > SHOWN) {
      err.println("and " + (failed.size() - SHOWN) + " more failed sources");
    }
    err.println("To ask for these again, and go on from this run: add --retry-failed");
  }

  /** Which hosts had to be asked again, and why. */
  private static void retries(FetchCounts asked, PrintWriter to) {
    asked.hosts().entrySet().stream()
        .filter(e -> !e.getValue().retries().isEmpty())
        .limit(SHOWN)
        .forEach(
            e -> {
              Map<String, Long> retries = e.getValue().retries();
              to.printf(
                  Locale.ROOT,
                  "  asked    %s %d times, %d of these again (%s)%n",
                  e.getKey(),
                  e.getValue().requests(),
                  retries.values().stream().mapToLong(Long::longValue).sum(),
                  retries.entrySet().stream()
                      .map(r -> r.getKey() + ": " + r.getValue())
                      .collect(Collectors.joining(", ")));
            });
  }

  /** Prints; {@code tree} if the store is a tree of groups. */
  public static void print(BakeReport report, boolean tree, PrintWriter out, PrintWriter err) {
    if (report.outcome() != Outcome.DONE) {
      boolean lost = report.status() == BakeStatus.LAUNCHED;
      err.println((lost ? "lost: " : "failed: ") + report.recipe());
      report.problems().forEach(p -> err.println("error: " + p));
      failedSources(report.failedSources(), err);
      retries(report.hosts(), err);
      if (!lost) {
        err.println("Nothing was published, nothing that was there was changed.");
      }
      return;
    }
    out.println(
        report.status()
            + ": "
            + report.recipe()
            + (report.version().isEmpty() ? "" : " " + report.version()));
    report.problems().forEach(report.status() == BakeStatus.LAUNCHED ? out::println : err::println);
    if (report.store().isEmpty()) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "  %d objects written, %d reused; %s read, %s written in %.1f s%n",
        report.chunksWritten(),
        report.chunksReused(),
        HumanSizes.text((double) report.bytesRead()),
        HumanSizes.text((double) report.bytesWritten()),
        report.seconds());
    retries(report.hosts(), out);
    out.println("  store    " + report.store());
    if (!report.catalogItem().isEmpty()) {
      out.println("  catalog  " + report.catalogItem());
    }
    if (!report.quality().isEmpty()) {
      out.println("  quality  " + report.quality());
      report.qualityFlags().stream().limit(SHOWN).forEach(f -> out.println("  looks wrong: " + f));
    }
    out.println(
        "  open it  import xarray as xr; ds = "
            + (tree ? CatalogSnippet.tree(report.store()) : CatalogSnippet.xarray(report.store())));
  }
}
