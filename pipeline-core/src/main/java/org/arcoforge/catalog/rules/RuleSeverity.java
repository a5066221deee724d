package org.arcoforge.catalog.rules;

import java.util.Locale;

/**
 * A severity says whether a catalog with such a finding is wrong, or only worse than it could be.
 */
public enum RuleSeverity {
  /** Somebody who trusts the document is misled, or a tool fails. */
  ERROR,
  /** Somebody should look at it. */
  WARNING;

  /** Returns the word in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
