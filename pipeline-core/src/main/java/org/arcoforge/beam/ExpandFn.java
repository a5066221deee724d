package org.arcoforge.beam;

import org.apache.beam.sdk.transforms.DoFn;

/** Cuts a range of positions into parts, on the workers, so that the job does not hold them. */
final class ExpandFn extends DoFn<Work, Work> {
  private static final long serialVersionUID = 1L;

  private final long most;

  /** Into so many parts at the most. */
  ExpandFn(long most) {
    this.most = most;
  }

  @ProcessElement
  public void process(@Element Work range, OutputReceiver<Work> out) {
    long step = Math.max(1, (range.to() - range.from() + most - 1) / most);
    for (long from = range.from(); from < range.to(); from += step) {
      out.output(Work.positions(from, Math.min(range.to(), from + step)));
    }
  }
}
