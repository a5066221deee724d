package org.arcoforge.beam;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.arcoforge.bake.ProcessCounters;

/**
 * Progress says how far a bake is, from the pipeline's counters, which every runner has.
 *
 * @param headers scanned
 * @param tiles there are; 0 until the plan is made
 * @param tilesWritten so far
 * @param bytesWritten so far
 * @param verified objects read back so far
 * @param failures of scans so far, as far as this process knows
 * @param firstFailure what was said of the first of these; empty if there is none
 * @param slowest what is said of the work of this process that takes longest beyond the limit;
 *     empty if none does
 */
public record Progress(
    long headers,
    long tiles,
    long tilesWritten,
    long bytesWritten,
    long verified,
    long failures,
    String firstFailure,
    String slowest) {
  static final String HEADERS = "headers";
  static final String TILES = "tiles";
  static final String TILES_WRITTEN = "tilesWritten";
  static final String BYTES_WRITTEN = "bytesWritten";
  static final String VERIFIED = "verified";

  /** Further counters, which displays do not show. */
  static final String BYTES_READ = "bytesRead";

  static final String REQUESTS = "requests";
  static final String RETRIES = "retries";

  /** Before what a request failed with that was made again: {@code retries-503}. */
  static final String RETRIES_AFTER = "retries-";

  static final String TILE_RETRIES = "tileRetries";
  static final String SLOW = "slow";

  /** Before the name of what failed: {@code failed-SOURCES}. */
  static final String FAILED = "failed-";

  /**
   * Asks a running pipeline, and the threads of this process; all zero where the runner does not
   * tell.
   */
  public static Progress of(PipelineResult result, ProcessCounters here, String slowest) {
    return told(result).and(here, slowest);
  }

  private Progress and(ProcessCounters here, String slowest) {
    return new Progress(
        Math.max(headers, here.headers.sum()),
        Math.max(tiles, here.tiles.sum()),
        Math.max(tilesWritten, here.tilesWritten.sum()),
        Math.max(bytesWritten, here.bytesWritten.sum()),
        Math.max(verified, here.verified.sum()),
        here.failures.sum(),
        here.firstFailure(),
        slowest);
  }

  /** Of a process that does all, from its threads' counters. */
  public static Progress here(ProcessCounters here, String slowest) {
    return new Progress(0, 0, 0, 0, 0, 0, "", "").and(here, slowest);
  }

  /** Of headers that are scanned before there is a pipeline. */
  public static Progress scanning(long headers, ProcessCounters here, String slowest) {
    return new Progress(headers, 0, 0, 0, 0, here.failures.sum(), here.firstFailure(), slowest);
  }

  private static Progress told(PipelineResult result) {
    Map<String, Long> counters = new HashMap<>();
    try {
      MetricQueryResults metrics =
          result
              .metrics()
              .queryMetrics(
                  MetricsFilter.builder()
                      .addNameFilter(MetricNameFilter.inNamespace(Progress.class))
                      .build());
      for (MetricResult<Long> counter : metrics.getCounters()) {
        counters.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
      }
    } catch (RuntimeException e) { // some runners have no metrics before they end
      counters.clear();
    }
    return of(counters);
  }

  /** Of counters by their names, as an engine tells them. */
  public static Progress of(Map<String, Long> counters) {
    return new Progress(
        counters.getOrDefault(HEADERS, 0L),
        counters.getOrDefault(TILES, 0L),
        counters.getOrDefault(TILES_WRITTEN, 0L),
        counters.getOrDefault(BYTES_WRITTEN, 0L),
        counters.getOrDefault(VERIFIED, 0L),
        0,
        "",
        "");
  }
}
