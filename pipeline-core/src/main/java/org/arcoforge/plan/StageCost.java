package org.arcoforge.plan;

/**
 * What pulling and staging cost, in seconds of one thread. Only what differs between the two: both
 * encode and write the result. The rates are rounded measurements on one core with a local disk;
 * elsewhere all are lower together, and only their proportions decide.
 */
final class StageCost {
  /** Bytes that are read from files and decoded in a second: inflated and unshuffled. */
  static final double DECODED = 250e6;

  /** Bytes that are packed (LZ4), digested and created in scratch in a second. */
  static final double STAGED = 500e6;

  /** Bytes of scratch that are read, checked and unpacked in a second. */
  static final double TAKEN = 1000e6;

  /** Seconds of a request for one object, beside its bytes. */
  static final double REQUEST = 0.5e-3;

  private StageCost() {}

  /** Of tiles that decode each of an array's {@code bytes} so many times. */
  static double pulling(double bytes, double decodes) {
    return bytes * decodes / DECODED;
  }

  /**
   * Of an intermediate.
   *
   * @param decodes how often each source chunk is decoded to fill it
   * @param reads how often each of its objects is read
   * @param requests that create or read its objects
   */
  static double staging(double bytes, double decodes, double reads, double requests) {
    return bytes * (decodes / DECODED + 1 / STAGED + reads / TAKEN) + requests * REQUEST;
  }
}
