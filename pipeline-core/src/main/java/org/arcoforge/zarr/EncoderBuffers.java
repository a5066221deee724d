package org.arcoforge.zarr;

/**
 * Holds storage that encoders of whatever arrays use one after the other, so that it is allocated
 * once a thread. What one encoder returned is lost when the next one encodes.
 */
public final class EncoderBuffers {
  /** A pool hands out large arrays, and takes them back when they are not needed any more. */
  public interface Pool {
    /** Returns an array of exactly that length, with whatever in it. */
    byte[] take(int length);

    /** Takes it back. */
    void give(byte[] array);
  }

  final Buffer text = new Buffer();
  final Buffer encoded = new Buffer();
  final Buffer shard = new Buffer();
  final Buffer filtered = new Buffer();
  final Buffer filteredTwice = new Buffer();
  private final Pool pool;
  private byte[] padded = new byte[0];

  /** Makes buffers that draw on a pool. */
  public EncoderBuffers(Pool pool) {
    this.pool = pool;
  }

  /** Returns buffers by themselves. */
  static EncoderBuffers own() {
    return new EncoderBuffers(
        new Pool() {
          @Override
          public byte[] take(int length) {
            return new byte[length];
          }

          @Override
          public void give(byte[] array) {}
        });
  }

  /** Returns room for a chunk that is not in one piece in its tile. */
  byte[] padded(int length) {
    if (padded.length != length) {
      release();
      padded = pool.take(length);
    }
    return padded;
  }

  /** Gives back what an encoder took of the pool; its last result is no longer used. */
  public void release() {
    if (padded.length > 0) {
      pool.give(padded);
      padded = new byte[0];
    }
  }
}
