package org.arcoforge.bake.runs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Origin;
import org.arcoforge.bake.Outcome;

/**
 * A run record says what one scheduled bake of a recipe came to; it is one line of a log.
 *
 * @param began as ISO 8601, in UTC
 * @param feedstock id
 * @param recipe id
 * @param bakery by its name
 * @param status what the bake came to
 * @param outcome decides the exit code
 * @param version that was published, or found unchanged; empty if there is none
 * @param store URL of the Zarr group; empty if there is none
 * @param chunksWritten objects of all arrays
 * @param chunksReused objects that were there from a run before
 * @param bytesRead of sources
 * @param bytesWritten of objects and metadata
 * @param seconds from begin to end
 * @param cost estimate of what it cost; 0 in records of before
 * @param currency of the cost; empty in records of before
 * @param problems how many there are
 * @param firstProblem for people; empty if there is none
 * @param software name and version
 * @param java version of the machine's Java
 * @param origin image and commit, as far as they are known
 */
@JsonIgnoreProperties(ignoreUnknown = true) // of later versions
public record RunRecord(
    String began,
    String feedstock,
    String recipe,
    String bakery,
    BakeStatus status,
    Outcome outcome,
    String version,
    String store,
    long chunksWritten,
    long chunksReused,
    long bytesRead,
    long bytesWritten,
    double seconds,
    double cost,
    String currency,
    int problems,
    String firstProblem,
    String software,
    String java,
    Origin origin) {
  private static final int LONGEST = 500;

  /** Lines of old have no origin and no currency. */
  public RunRecord {
    origin = origin == null ? Origin.unknown() : origin;
    currency = currency == null ? "" : currency;
  }

  /** Returns the record of a bake that has ended. */
  public static RunRecord of(
      Instant began,
      String feedstock,
      String bakery,
      BakeReport report,
      double cost,
      String currency,
      String software) {
    String first = report.problems().isEmpty() ? "" : report.problems().get(0);
    return new RunRecord(
        began.truncatedTo(ChronoUnit.MILLIS).toString(),
        feedstock,
        report.recipe(),
        bakery,
        report.status(),
        report.outcome(),
        report.version(),
        report.store(),
        report.chunksWritten(),
        report.chunksReused(),
        report.bytesRead(),
        report.bytesWritten(),
        report.seconds(),
        Math.round(cost * 1e6) / 1e6,
        currency,
        report.problems().size(),
        first.length() > LONGEST ? first.substring(0, LONGEST) + "…" : first,
        software,
        System.getProperty("java.version"),
        report.origin());
  }

  /** Returns when it began. */
  public Instant start() {
    return Instant.parse(began);
  }

  /** Returns whether there was something new, and it was published. */
  public boolean publishedNews() {
    return status == BakeStatus.PUBLISHED;
  }

  /** Returns how long before {@code now} it began. */
  public Duration age(Instant now) {
    return Duration.between(start(), now);
  }
}
