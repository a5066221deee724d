package org.arcoforge.bake.publish;

import java.io.IOException;
import org.arcoforge.bake.Failures;

/**
 * Tries a few times what a published version can do without, but should not for a store that failed
 * for a moment: what was written before is not written again, so that each attempt goes on.
 */
final class Attempts {
  private static final int MOST = 5;

  private Attempts() {}

  /** Work may fail with the store and be done again. */
  interface Work {
    void run() throws IOException;
  }

  /**
   * Does it.
   *
   * @throws IOException if trying again does not help, or did not
   */
  static void of(Work work) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        work.run();
        return;
      } catch (IOException e) {
        if (attempt == MOST || Failures.isSettled(e)) {
          throw e;
        }
      }
    }
  }
}
