package org.arcoforge.beam;

import org.apache.beam.sdk.transforms.DoFn;

/** A range of positions becomes single ones, on the workers. */
final class ExpandFn extends DoFn<Work, Work> {
  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void process(@Element Work range, OutputReceiver<Work> out) {
    for (long n = range.from(); n < range.to(); n++) {
      out.output(Work.positions(n, n + 1));
    }
  }
}
