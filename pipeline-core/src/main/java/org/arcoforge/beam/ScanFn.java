package org.arcoforge.beam;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.arcoforge.bake.ProcessCounters;
import org.arcoforge.bake.scan.HeaderScanner;
import org.arcoforge.bake.scan.ScanResults;

/** Scans ranges of positions for headers, some hundred in an element. */
final class ScanFn extends SessionFn<WorkItem, ScanResults.Batch> {
  private static final long serialVersionUID = 1L;

  ScanFn(SharedOrder order) {
    super(order);
  }

  @ProcessElement
  public void process(@Element WorkItem range, OutputReceiver<ScanResults.Batch> out)
      throws IOException {
    work("Scan headers", () -> scan(range, out));
  }

  private void scan(WorkItem range, OutputReceiver<ScanResults.Batch> out) throws IOException {
    if (isOver()) {
      return;
    }
    ProcessCounters tally = session().counters();
    if (session().sources().isPresent()) { // looked at to know whether there is work at all
      tally.headers.add(range.to() - range.from());
      out.output(ScanResults.Batch.of(List.of()));
      return;
    }
    HeaderScanner.of(session())
        .scan(
            LongStream.range(range.from(), range.to()),
            config().resources().threads(),
            n -> tally.headers.increment(),
            scans -> out.output(ScanResults.Batch.of(scans)));
    out.output(ScanResults.Batch.of(List.of(), takeFetches()));
    count(Progress.HEADERS, range.to() - range.from());
  }
}
