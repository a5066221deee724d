package org.arcoforge.beam;

import java.io.IOException;
import java.util.stream.LongStream;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;

/** Ranges of positions become headers, some hundred in an element. */
final class ScanFn extends DoFn<Work, Scans.Batch> {
  private static final long serialVersionUID = 1L;

  private final BakeConfig config;
  private final Counter scanned = Metrics.counter(Progress.class, Progress.HEADERS);

  ScanFn(BakeConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(@Element Work range, OutputReceiver<Scans.Batch> out) throws IOException {
    Tally tally = Tally.of(config);
    Scanner.of(config)
        .scan(
            LongStream.range(range.from(), range.to()),
            config.resources().threads(),
            n -> tally.headers.increment(),
            scans -> out.output(Scans.Batch.of(scans)));
    scanned.inc(range.to() - range.from());
  }
}
