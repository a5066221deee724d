package org.arcoforge.inflate;

import com.intel.gkl.compression.IntelInflater;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.Adler32;

/**
 * Inflates with ISA-L, which is about three times as fast as the JDK. The library inflates without
 * zlib's header and checksum, which are looked at here.
 */
final class Isal implements NativeInflater {
  private static final int HEADER = 2;
  private static final int CHECKSUM = 4;
  private static final int SLICE = 1 << 13;

  /** The library, which is unpacked and loaded when it is needed first. */
  private static final class Library {
    // Held, or its level would be forgotten: the library tells that it was loaded.
    private static final Logger LOG = Logger.getLogger("com.intel.gkl");
    static final boolean LOADED = load();
    static final ThreadLocal<IntelInflater> INFLATERS =
        ThreadLocal.withInitial(() -> new IntelInflater(true));

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
  }

  @Override
  public boolean isLoaded() {
    return Library.LOADED;
  }

  @Override
  public boolean inflate(byte[] in, int offset, int length, byte[] out, int expected) {
    if (length <= HEADER + CHECKSUM || !isPlain(in, offset)) {
      return false;
    }
    IntelInflater inflater = Library.INFLATERS.get();
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
