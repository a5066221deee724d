package org.arcoforge.plan.tiling;

/**
 * A cost model says how fast one thread does each kind of work, in uncompressed bytes per second.
 * It is the one table by which an intermediate is chosen and by which people are told what a bake
 * costs. Its rates are rounded assumptions and not measurements of the machine that bakes: good for
 * comparing two ways and for an order of magnitude, not for a promise.
 *
 * @param decoded bytes that are read from files and decoded in a second: inflated and unshuffled
 * @param encoded bytes of the result that are encoded, digested and created in a second
 * @param staged bytes that are packed (LZ4), digested and created in scratch in a second
 * @param taken bytes of scratch that are read, checked and unpacked in a second
 * @param request seconds of finding and opening one chunk of a file or one object, beside its bytes
 */
public record CostModel(
    double decoded, double encoded, double staged, double taken, double request) {
  /** How much longer everything takes where files and objects come over a network: assumed. */
  private static final double NETWORK = 7;

  /** Checks that all are above zero. */
  public CostModel {
    for (double rate : new double[] {decoded, encoded, staged, taken, request}) {
      if (!(rate > 0) || Double.isInfinite(rate)) {
        throw new IllegalArgumentException("expected rates above zero, found " + rate);
      }
    }
  }

  /**
   * Returns the model of one core with a local disk. Assumed, after bakes of deflated and shuffled
   * float32 maps that became time series on the machine of {@code docs/performance.md}, and
   * rounded. There decoding alone takes 3.8 ms for 2.1 MB (550 MB/s), and 5.5 ms for 4.1 MB (750
   * MB/s); the rate here is lower, as reading the file and copying into the tile are part of it.
   */
  public static CostModel core() {
    return new CostModel(350e6, 700e6, 300e6, 500e6, 0.2e-3);
  }

  /**
   * Returns the model of one virtual processor of a cloud, whose files and objects are behind a
   * network. Assumed: {@link #core} at a seventh of its speed; nothing was measured there.
   */
  public static CostModel cloud() {
    return core().slower(NETWORK);
  }

  /**
   * Returns a model of a place where all work takes so many times as long. Proportions stay, so
   * that what costs less in one place costs less in the other.
   */
  public CostModel slower(double times) {
    return new CostModel(
        decoded / times, encoded / times, staged / times, taken / times, request * times);
  }

  /**
   * Returns seconds of a thread for tiles that read the sources.
   *
   * @param bytes of the array
   * @param chunks of the sources
   * @param decodes how often each is decoded
   */
  public double pulling(double bytes, double chunks, double decodes) {
    return decodes * (bytes / decoded + chunks * request);
  }

  /**
   * Returns seconds of a thread for writing and reading an intermediate.
   *
   * @param bytes of the array
   * @param reads how often each of its objects is read
   * @param requests that create or read its objects
   */
  public double staging(double bytes, double reads, double requests) {
    return bytes * (1 / staged + reads / taken) + requests * request;
  }

  /**
   * Returns seconds of a thread for writing the result.
   *
   * @param bytes of the array
   */
  public double writing(double bytes) {
    return bytes / encoded;
  }
}
