package org.arcoforge.beam;

import java.io.IOException;
import java.time.Clock;

/**
 * Begins the run of a bake that is begun by its job, and passes one element on if there is anything
 * to do. If not, as another bake holds the lease, the report is written and no other step gets an
 * element.
 */
final class BeginFn extends SessionFn<byte[], byte[]> {
  private static final long serialVersionUID = 1L;

  BeginFn(SharedOrder order) {
    super(order);
  }

  @ProcessElement
  public void process(@Element byte[] nothing, OutputReceiver<byte[]> out) throws IOException {
    if (isBegun() || launched().begin(Clock.systemUTC())) {
      out.output(new byte[0]);
    }
  }
}
