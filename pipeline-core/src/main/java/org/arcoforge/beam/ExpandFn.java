package org.arcoforge.beam;

import org.apache.beam.sdk.transforms.DoFn;

/**
 * Expands all positions of a pattern in ranges, cut on the workers, so that the job does not hold
 * them.
 */
final class ExpandFn extends DoFn<byte[], WorkItem> {
  private static final long serialVersionUID = 1L;

  private final long positions;
  private final long most;

  /** Expands so many positions in so many ranges at the most. */
  ExpandFn(long positions, long most) {
    this.positions = positions;
    this.most = most;
  }

  @ProcessElement
  public void process(OutputReceiver<WorkItem> out) {
    long step = Math.max(1, (positions + most - 1) / most);
    for (long from = 0; from < positions; from += step) {
      out.output(WorkItem.positions(from, Math.min(positions, from + step)));
    }
  }
}
