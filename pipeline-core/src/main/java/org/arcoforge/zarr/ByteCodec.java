package org.arcoforge.zarr;

import java.io.IOException;

/**
 * A byte codec turns bytes into bytes: a compressor, a checksum or a shuffle. {@code decode} has no
 * state and may be called from many threads; {@code encode} belongs to one thread.
 */
interface ByteCodec {
  /** Encodes the first {@code length} bytes; replaces what is in {@code target}. */
  void encode(byte[] source, int length, Buffer target);

  /**
   * Decodes; replaces what is in {@code target}.
   *
   * @param expected how many bytes must come out, or -1 if that is not known
   * @throws ZarrException if the bytes are damaged; the caller adds which object it was
   */
  void decode(byte[] source, int offset, int length, int expected, Buffer target)
      throws ZarrException;

  /**
   * Decodes only the bytes from {@code from} to before {@code to}, and replaces what is in {@code
   * target} by them; or returns false, and has done nothing, where all must be decoded.
   *
   * @param expected how many bytes the whole has
   * @throws ZarrException if the bytes are damaged
   */
  default boolean decodePart(ObjectBytes source, int expected, int from, int to, Buffer target)
      throws IOException {
    return false;
  }

  /** Refuses a result of another length than expected. */
  static void checkLength(String codec, long found, int expected) throws ZarrException {
    if (expected >= 0 && found != expected) {
      throw new ZarrException(
          codec + " holds " + found + " bytes, but the chunk has " + expected + ": damaged");
    }
  }
}
