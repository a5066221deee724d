package org.arcoforge.beam;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;

/** Ranges of positions become headers. */
final class ScanFn extends DoFn<Work, Scanner.Scan> {
  private static final long serialVersionUID = 1L;

  private final BakeConfig config;
  private final Counter scanned = Metrics.counter(Progress.class, Progress.HEADERS);

  ScanFn(BakeConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(@Element Work range, OutputReceiver<Scanner.Scan> out) throws IOException {
    List<Long> positions = LongStream.range(range.from(), range.to()).boxed().toList();
    Tally tally = Tally.of(config);
    new Scanner(config.recipe(), Readers.of(config))
        .scan(positions, config.resources().threads(), n -> tally.headers.increment())
        .forEach(out::output);
    scanned.inc(positions.size());
  }
}
