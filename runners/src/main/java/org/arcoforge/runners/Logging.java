package org.arcoforge.runners;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets what libraries log: only errors, unless asked. */
final class Logging {
  private static final Logger ROOT = LogManager.getLogManager().getLogger("");

  private Logging() {}

  static void set(boolean verbose) {
    // The runners log failures that the command itself reports.
    ROOT.setLevel(verbose ? Level.INFO : Level.OFF);
  }
}
