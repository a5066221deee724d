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
 */
public record Progress(
    long headers,
    long tiles,
    long tilesWritten,
    long bytesWritten,
    long verified,
    long failures,
    String firstFailure) {
  static final String HEADERS = "headers";
  static final String TILES = "tiles";
  static final String TILES_WRITTEN = "tilesWritten";
  static final String BYTES_WRITTEN = "bytesWritten";
  static final String VERIFIED = "verified";

  /**
   * Asks a running pipeline, and the threads of this process; all zero where the runner does not
   * tell.
   */
  public static Progress of(PipelineResult result, ProcessCounters here) {
    Progress told = told(result);
    return new Progress(
        Math.max(told.headers, here.headers.sum()),
        Math.max(told.tiles, here.tiles.sum()),
        Math.max(told.tilesWritten, here.tilesWritten.sum()),
        Math.max(told.bytesWritten, here.bytesWritten.sum()),
        Math.max(told.verified, here.verified.sum()),
        here.failures.sum(),
        here.firstFailure());
  }

  /** Of headers that are scanned before there is a pipeline. */
  public static Progress scanning(long headers, ProcessCounters here) {
    return new Progress(headers, 0, 0, 0, 0, here.failures.sum(), here.firstFailure());
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
    return new Progress(
        counters.getOrDefault(HEADERS, 0L),
        counters.getOrDefault(TILES, 0L),
        counters.getOrDefault(TILES_WRITTEN, 0L),
        counters.getOrDefault(BYTES_WRITTEN, 0L),
        counters.getOrDefault(VERIFIED, 0L),
        0,
        "");
  }
}
