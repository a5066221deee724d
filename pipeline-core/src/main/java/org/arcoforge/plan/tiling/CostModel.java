package org.arcoforge.plan.tiling;

/**
 * What pulling and staging cost, in seconds of one thread. Only what differs between the two: both
 * encode and write the result. The rates are rounded measurements of whole bakes, on one core with
 * a local disk, of deflated and shuffled float32 maps that became time series; elsewhere all are
 * lower together, and only their proportions decide.
 */
final class CostModel {
  /** Bytes that are read from files and decoded in a second: inflated and unshuffled. */
  static final double DECODED = 350e6;

  /** Bytes that are packed (LZ4), digested and created in scratch in a second. */
  static final double STAGED = 300e6;

  /** Bytes of scratch that are read, checked and unpacked in a second. */
  static final double TAKEN = 500e6;

  /** Seconds of finding and opening one chunk of a file or one object, beside its bytes. */
  static final double REQUEST = 0.2e-3;

  private CostModel() {}

  /**
   * Of tiles that read the sources.
   *
   * @param bytes of the array
   * @param chunks of the sources
   * @param decodes how often each is decoded
   */
  static double pulling(double bytes, double chunks, double decodes) {
    return decodes * (bytes / DECODED + chunks * REQUEST);
  }

  /**
   * Of writing and reading an intermediate.
   *
   * @param reads how often each of its objects is read
   * @param requests that create or read its objects
   */
  static double staging(double bytes, double reads, double requests) {
    return bytes * (1 / STAGED + reads / TAKEN) + requests * REQUEST;
  }
}
