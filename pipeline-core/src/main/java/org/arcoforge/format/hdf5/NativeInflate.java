package org.arcoforge.format.hdf5;

import com.intel.gkl.compression.IntelInflater;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.Adler32;

/**
 * Inflates zlib streams (RFC 1950) with ISA-L, which is about three times as fast as the JDK. Only
 * where its library can be loaded, and only what comes out exactly as expected and with the right
 * checksum counts: of everything else the JDK's inflater is asked what is wrong.
 */
final class NativeInflate {
  // Held, or its level would be forgotten: the library tells that it was loaded.
  private static final Logger LOG = Logger.getLogger("com.intel.gkl");
  private static final int HEADER = 2;
  private static final int CHECKSUM = 4;
  private static final int SLICE = 1 << 13;
  private static final boolean LOADED = load();
  private static final ThreadLocal<IntelInflater> INFLATERS =
      ThreadLocal.withInitial(() -> new IntelInflater(true));

  private NativeInflate() {}

  private static boolean load() {
    LOG.setLevel(Level.SEVERE);
    boolean fits =
        System.getProperty("os.name", "").equals("Linux")
            && System.getProperty("os.arch", "").equals("amd64");
    try {
      return fits && new IntelInflater(true).load(null);
    } catch (RuntimeException | LinkageError e) { // then the JDK's does the work
      return false;
    }
  }

  /** Returns whether its library could be loaded. */
  static boolean isLoaded() {
    return LOADED;
  }

  /**
   * Inflates a stream that holds {@code expected} bytes.
   *
   * @return whether it did, and the checksum is right; if not, what is in {@code out} is no matter
   */
  static boolean inflate(byte[] in, int offset, int length, byte[] out, int expected) {
    if (!LOADED || length <= HEADER + CHECKSUM || expected == 0 || !isPlain(in, offset)) {
      return false;
    }
    IntelInflater inflater = INFLATERS.get();
    inflater.reset();
    inflater.setInput(in, offset + HEADER, length - HEADER - CHECKSUM);
    try {
      if (inflater.inflate(out, 0, expected) != expected) {
        return false;
      }
    } catch (RuntimeException e) {
      return false;
    }
    Adler32 adler = new Adler32();
    // By slices: so it is called often enough to be compiled, and then done by vectors.
    for (int at = 0; at < expected; at += SLICE) {
      adler.update(out, at, Math.min(SLICE, expected - at));
    }
    int end = offset + length - CHECKSUM;
    long sum =
        (in[end] & 0xFFL) << 24
            | (in[end + 1] & 0xFFL) << 16
            | (in[end + 2] & 0xFFL) << 8
            | (in[end + 3] & 0xFFL);
    return adler.getValue() == sum;
  }

  /** Deflate, without a dictionary, and the header's own check. */
  private static boolean isPlain(byte[] in, int offset) {
    int method = in[offset] & 0xFF;
    int flags = in[offset + 1] & 0xFF;
    return (method & 0x0F) == 8 && (flags & 0x20) == 0 && ((method << 8) + flags) % 31 == 0;
  }
}
