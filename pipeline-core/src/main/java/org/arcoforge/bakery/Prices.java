package org.arcoforge.bakery;

/**
 * Prices are what a bakery's operator pays, for estimates.
 *
 * @param coreHour of one virtual processor for an hour
 * @param gigabyteHour of 10⁹ bytes of memory for an hour
 * @param thousandWrites of a thousand requests that create or list objects
 * @param currency in which they are, as USD
 */
public record Prices(double coreHour, double gigabyteHour, double thousandWrites, String currency) {
  /** Returns list prices of Google Cloud of 2025 in us-central1: Dataflow batch, Cloud Storage. */
  public static Prices standard() {
    return new Prices(0.056, 0.003557, 0.005, "USD");
  }
}
