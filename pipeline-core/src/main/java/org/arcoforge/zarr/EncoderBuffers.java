package org.arcoforge.zarr;

/**
 * Storage that encoders of whatever arrays use one after the other, so that it is allocated once a
 * thread. What one encoder returned is lost when the next one encodes.
 */
public final class EncoderBuffers {
  final Buffer text = new Buffer();
  final Buffer encoded = new Buffer();
  final Buffer shard = new Buffer();
  final Buffer filtered = new Buffer();
  final Buffer filteredTwice = new Buffer();
  private byte[] padded = new byte[0];

  /** Room for a chunk that is not in one piece in its tile. */
  byte[] padded(int length) {
    if (padded.length < length) {
      padded = new byte[length];
    }
    return padded;
  }
}
