package org.arcoforge.beam;

/**
 * Expands all positions of a pattern in ranges, cut on the workers, so that the job does not hold
 * them.
 */
final class ExpandFn extends SessionFn<byte[], WorkItem> {
  private static final long serialVersionUID = 1L;

  private final long most;

  /** Expands all positions in so many ranges at the most. */
  ExpandFn(SharedOrder order, long most) {
    super(order);
    this.most = most;
  }

  @ProcessElement
  public void process(OutputReceiver<WorkItem> out) {
    long positions = config().recipe().pattern().size();
    long step = Math.max(1, (positions + most - 1) / most);
    for (long from = 0; from < positions; from += step) {
      out.output(WorkItem.positions(from, Math.min(positions, from + step)));
    }
  }
}
