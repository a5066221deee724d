package org.arcoforge.source;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A cached block is a piece of a file as it stands in a cache: when it was fetched, a digest of
 * that, of its key and of its bytes, and these.
 *
 * @param fetched milliseconds since 1970
 */
record CachedBlock(long fetched, byte[] bytes) {
  /** Bytes of a file in one object; a smaller file is one object. */
  static final int SIZE = 4 << 20;

  private static final long FORM = 0x4152434f424c4b31L; // ARCOBLK1
  private static final int DIGEST = 32;
  private static final int HEADER = 8 + 8 + DIGEST;

  /** Returns the key of a block: it tells the file and its version, and no secret of its URL. */
  static String key(String url, SourceVersion version, long number) {
    String file = Sources.digest(url);
    String content = version.size() + " " + version.etag() + " " + version.modified();
    return Sources.KEPT_BLOCKS
        + file.substring(0, 2)
        + "/"
        + file
        + "/"
        + new Sha256().add(content).name()
        + "/"
        + number;
  }

  private byte[] digest(String key) {
    Sha256 sha = new Sha256().add(key + "\n" + fetched + "\n").add(bytes);
    return HexFormat.of().parseHex(sha.hex());
  }

  byte[] encode(String key) {
    return ByteBuffer.allocate(HEADER + bytes.length)
        .putLong(FORM)
        .putLong(fetched)
        .put(digest(key))
        .put(bytes)
        .array();
  }

  /** Returns the block; empty if it is not what was written under that key. */
  static Optional<CachedBlock> decode(String key, int length, byte[] object) {
    if (object.length != HEADER + length) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(object);
    long form = in.getLong();
    long fetched = in.getLong();
    byte[] digest = new byte[DIGEST];
    in.get(digest);
    CachedBlock block = new CachedBlock(fetched, Arrays.copyOfRange(object, HEADER, object.length));
    return form == FORM && MessageDigest.isEqual(digest, block.digest(key))
        ? Optional.of(block)
        : Optional.empty();
  }
}
