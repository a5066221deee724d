package org.arcoforge.format.tiff;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A codec says how strips and tiles are packed; decoding stops where the block is full. */
enum Codec {
  NONE(1) {
    @Override
    int decode(byte[] in, int length, byte[] out, int size) {
      System.arraycopy(in, 0, out, 0, Math.min(length, size));
      return Math.min(length, size);
    }
  },
  LZW(5) {
    @Override
    int decode(byte[] in, int length, byte[] out, int size) throws DataFormatException {
      return new Lzw(in, length).decode(out, size);
    }
  },
  DEFLATE(8) {
    @Override
    int decode(byte[] in, int length, byte[] out, int size) throws DataFormatException {
      Inflater inflater = new Inflater();
      try {
        inflater.setInput(in, 0, length);
        int n = 0;
        while (n < size && !inflater.finished()) {
          int more = inflater.inflate(out, n, size - n);
          if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
            break;
          }
          n += more;
        }
        return n;
      } finally {
        inflater.end();
      }
    }
  },
  PACKBITS(32773) {
    @Override
    int decode(byte[] in, int length, byte[] out, int size) throws DataFormatException {
      int n = 0;
      for (int at = 0; at < length && n < size; ) {
        int code = in[at++];
        if (code == -128) {
          continue;
        }
        int run = Math.min(code >= 0 ? code + 1 : 1 - code, size - n);
        if (at + (code >= 0 ? run : 1) > length) {
          throw new DataFormatException("a run beyond the end");
        }
        for (int i = 0; i < run; i++) {
          out[n++] = in[code >= 0 ? at + i : at];
        }
        at += code >= 0 ? code + 1 : 1;
      }
      return n;
    }
  },
  ZSTD(50000) {
    @Override
    int decode(byte[] in, int length, byte[] out, int size) throws DataFormatException {
      try {
        return (int) Zstd.decompressByteArray(out, 0, size, in, 0, length);
      } catch (ZstdException e) {
        DataFormatException damaged = new DataFormatException("zstd: " + e.getMessage());
        damaged.initCause(e);
        throw damaged;
      }
    }
  };

  private static final int OLD_DEFLATE = 32946;

  private final int number;

  Codec(int number) {
    this.number = number;
  }

  /** Returns the codec of that number in tag 259; null if we have none. */
  static @Nullable Codec of(long number) {
    for (Codec codec : values()) {
      if (codec.number == (number == OLD_DEFLATE ? DEFLATE.number : number)) {
        return codec;
      }
    }
    return null;
  }

  /** Returns its name, for messages. */
  static String name(long number) {
    String name =
        switch ((int) number) {
          case 2, 3, 4 -> "CCITT";
          case 6, 7 -> "JPEG";
          case 34712 -> "JPEG 2000";
          case 34887 -> "LERC";
          case 34925 -> "LZMA";
          case 50001 -> "WebP";
          case 50002, 52546 -> "JPEG XL";
          default -> "an unknown method";
        };
    return name + " (TIFF compression " + number + ")";
  }

  /**
   * Decodes the first {@code length} bytes.
   *
   * @param size most bytes to put into {@code out}, which has room for them
   * @return how many came out
   */
  abstract int decode(byte[] in, int length, byte[] out, int size) throws DataFormatException;

  /** Returns the most bytes that as many can become. */
  long most(int length) {
    return switch (this) {
      case NONE -> length;
      case PACKBITS -> 64L * length + 128;
      case DEFLATE -> 1032L * length + 1032;
      case LZW -> 4096L * length + 4096; // a code of nine bits or more is a text of 4096 at most
      case ZSTD -> Long.MAX_VALUE;
    };
  }
}
