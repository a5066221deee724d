package org.arcoforge.format.packed;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** These are the ways to pack one file that are undone. */
public enum FilePacking {
  /** RFC 1952, also several members one after the other. */
  GZIP("gzip-compressed"),
  BZIP2("bzip2-compressed"),
  XZ("xz-compressed"),
  /** RFC 8878. */
  ZSTD("zstd-compressed");

  // An xz file may ask for gigabytes; `xz -9` needs 65 MiB.
  private static final int XZ_MEMORY_KIB = 256 << 10;

  private final String words;

  FilePacking(String words) {
    this.words = words;
  }

  /** Returns its name for messages. */
  String words() {
    return words;
  }

  /**
   * Undoes the packing.
   *
   * @throws IOException if the bytes are damaged; so does reading, also where they are cut off
   */
  InputStream unpack(InputStream packed) throws IOException {
    return switch (this) {
      // Not the JDK's stream, which takes a damaged second member for the end.
      case GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(packed)
              .setDecompressConcatenated(true)
              .get();
      case BZIP2 -> new BZip2CompressorInputStream(packed, true);
      case XZ -> new XZInputStream(packed, XZ_MEMORY_KIB);
      case ZSTD -> new ZstdInputStream(packed);
    };
  }
}
