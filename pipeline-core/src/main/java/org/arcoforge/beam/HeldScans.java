package org.arcoforge.beam;

import java.util.List;
import org.arcoforge.bake.scan.HeaderScanner;
import org.arcoforge.bake.scan.ScanResults;

/**
 * Held scans are those of a process that does all the work: they go from the scan to the plan as
 * they are, and nothing of them is written and read again. Safe for many threads.
 */
final class HeldScans {
  private ScanResults.Builder held = new ScanResults.Builder(); // guarded by this

  synchronized void add(List<HeaderScanner.Scan> scans) {
    held.add(scans);
  }

  /** Returns all that were added since this was called before, so that more can be added. */
  synchronized ScanResults.Builder take() {
    ScanResults.Builder taken = held;
    held = new ScanResults.Builder();
    return taken;
  }
}
