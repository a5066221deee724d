package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.RunCost;
import org.arcoforge.bake.Software;
import org.arcoforge.bake.runs.RunLog;
import org.arcoforge.bake.runs.RunRecord;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.store.OpenStores;
import picocli.CommandLine.Option;

/** These options say what a bake that nobody watches does besides. */
final class ScheduledOptions {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(20);

  @Option(
      names = "--scheduled",
      description = {
        "Leave a record of the run beside the catalog, which 'arco runs' shows; for schedulers."
      })
  boolean scheduled;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      description = {
        "While another bake of the recipe runs, wait for its end so long, as PT2H; else exit code 4."
      })
  String waiting = "";

  @Option(
      names = "--on-failure",
      paramLabel = "COMMAND",
      description = {
        "A command for the shell if a recipe fails; it finds ARCO_FEEDSTOCK, ARCO_RECIPE, ARCO_OUTCOME",
        "and ARCO_PROBLEM in its environment."
      })
  String onFailure = "";

  private Duration longest() {
    try {
      Duration longest = waiting.isEmpty() ? Duration.ZERO : Duration.parse(waiting);
      if (longest.isNegative()) {
        throw new DateTimeParseException("negative", waiting, 0);
      }
      return longest;
    } catch (DateTimeParseException e) {
      throw new CommandException(
          Outcome.INVALID, "--wait " + waiting + ": expected a duration such as PT30M or PT2H");
    }
  }

  /** Looks at what was given before anything is done. */
  void check() {
    longest();
  }

  /** Bakes; does so again while another bake holds the recipe, as long as that was asked for. */
  BakeReport bake(Supplier<BakeReport> bake, PrintWriter err) {
    Instant end = Instant.now().plus(longest());
    while (true) {
      BakeReport report = bake.get();
      Duration left = Duration.between(Instant.now(), end);
      if (report.outcome() != Outcome.CONFLICT || left.isNegative() || left.isZero()) {
        return report;
      }
      err.println("waiting: " + String.join(" ", report.problems()));
      try {
        TimeUnit.MILLISECONDS.sleep(Math.min(left.toMillis() + 1, LOOK_AGAIN.toMillis()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return report;
      }
    }
  }

  /**
   * Leaves the record, and tells whoever wants to be told of a failure.
   *
   * @param here whether this process did the work, and no job
   */
  void ended(
      Bakery bakery,
      Feedstock feedstock,
      Instant began,
      BakeReport report,
      boolean here,
      PrintWriter err) {
    boolean isTrial = report.status() == BakeStatus.PRUNED || report.status() == BakeStatus.DRY_RUN;
    if (report.status() == BakeStatus.LAUNCHED && report.outcome() == Outcome.DONE) {
      return; // the job does
    }
    if (scheduled && !isTrial) {
      try (OpenStores stores = new OpenStores()) {
        new RunLog(stores.at(bakery.catalog()))
            .add(
                RunRecord.of(
                    began,
                    feedstock.id(),
                    bakery.name(),
                    report,
                    cost(report, bakery, here),
                    bakery.prices().currency(),
                    Software.text()));
      } catch (IOException | RuntimeException e) {
        err.println("warning: no record of this run was left: " + Failures.message(e));
      }
    }
    if (report.outcome() != Outcome.DONE && !onFailure.isEmpty()) {
      tell(feedstock.id(), report, err);
    }
  }

  private static double cost(BakeReport report, Bakery bakery, boolean here) {
    return here
        ? RunCost.ofProcess(report, Resources.parallelism(), bakery.prices())
        : RunCost.ofJob(report, bakery.prices());
  }

  private void tell(String feedstock, BakeReport report, PrintWriter err) {
    ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", onFailure).inheritIO();
    String problem = report.problems().isEmpty() ? "" : report.problems().get(0);
    shell.environment().put("ARCO_FEEDSTOCK", feedstock);
    shell.environment().put("ARCO_RECIPE", report.recipe());
    shell.environment().put("ARCO_OUTCOME", report.outcome().name());
    shell.environment().put("ARCO_PROBLEM", problem.replace('\0', ' '));
    try {
      int code = shell.start().waitFor();
      if (code != 0) {
        err.println("warning: the command of --on-failure ended with " + code);
      }
    } catch (IOException e) {
      err.println("warning: the command of --on-failure cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
