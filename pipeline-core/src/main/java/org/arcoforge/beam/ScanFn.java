package org.arcoforge.beam;

import java.io.IOException;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;

/** Positions become headers. */
final class ScanFn extends DoFn<Work, Scanner.Scan> {
  private static final long serialVersionUID = 1L;

  private final BakeConfig config;
  private final Counter scanned = Metrics.counter(Progress.class, Progress.HEADERS);

  ScanFn(BakeConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(@Element Work position, OutputReceiver<Scanner.Scan> out) throws IOException {
    out.output(new Scanner(config.recipe(), Readers.of(config)).scan(position.from()));
    scanned.inc();
  }
}
