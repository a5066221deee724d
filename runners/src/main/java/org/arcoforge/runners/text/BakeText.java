package org.arcoforge.runners.text;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.FailedSource;
import org.arcoforge.bake.Outcome;
import org.arcoforge.stac.CatalogSnippet;

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

  /** Prints; {@code tree} if the store is a tree of groups. */
  public static void print(BakeReport report, boolean tree, PrintWriter out, PrintWriter err) {
    if (report.outcome() != Outcome.DONE) {
      err.println("failed: " + report.recipe());
      report.problems().forEach(p -> err.println("error: " + p));
      failedSources(report.failedSources(), err);
      err.println("Nothing was published, nothing that was there was changed.");
      return;
    }
    out.println(
        report.status()
            + ": "
            + report.recipe()
            + (report.version().isEmpty() ? "" : " " + report.version()));
    report.problems().forEach(err::println);
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
    out.println("  store    " + report.store());
    if (!report.catalogItem().isEmpty()) {
      out.println("  catalog  " + report.catalogItem());
    }
    out.println(
        "  open it  import xarray as xr; ds = "
            + (tree
                ? "xr.open_datatree(\"" + report.store() + "\", engine=\"zarr\", consolidated=True"
                : "xr.open_zarr(\"" + report.store() + "\", consolidated=True")
            + CatalogSnippet.options(report.store())
            + ")");
  }
}
