package org.arcoforge.quality;

import java.util.Locale;

/**
 * A quality flag is one thing that looks wrong, with what shows it.
 *
 * @param kind what kind of thing
 * @param variable path of the array that it is about
 * @param text a sentence for people: what was expected and what was found
 */
public record QualityFlag(Kind kind, String variable, String text) {
  /** A kind of flag is what a check looks for. */
  public enum Kind {
    /** All values are the same. */
    CONSTANT,
    /** No value is there. */
    ALL_MISSING,
    /** Infinite values are among them. */
    INFINITE,
    /** The level shifts at one place of the time axis. */
    JUMP,
    /** One place of the time axis is far from all others. */
    SPIKE,
    /** Values are outside {@code valid_range}, {@code valid_min} or {@code valid_max}. */
    VALID_RANGE,
    /** Values are outside what the CF standard name allows physically. */
    PHYSICAL_RANGE,
    /** A coordinate goes up and down, repeats or lacks values. */
    COORDINATE_ORDER,
    /** A coordinate lies outside its own cell bounds. */
    COORDINATE_BOUNDS,
    /** A latitude or longitude is none on this planet, or mixes two conventions. */
    COORDINATE_RANGE,
    /** What is missing looks like land on the mirrored or turned map, and not on this one. */
    MISPLACED;

    /** Returns the word in documents: {@code valid-range}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
