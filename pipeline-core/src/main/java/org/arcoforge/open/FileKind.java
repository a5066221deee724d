package org.arcoforge.open;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.arcoforge.format.FirstBytes;
import org.arcoforge.source.ByteSource;

/** A file kind is what the first bytes of a file tell. */
enum FileKind {
  EMPTY("empty"),
  NETCDF3("netCDF classic"),
  HDF5("HDF5/NetCDF-4"),
  HDF4("HDF4"),
  GRIB("GRIB"),
  TIFF("TIFF"),
  GZIP("gzip-compressed"),
  BZIP2("bzip2-compressed"),
  COMPRESS("compress(.Z)-compressed"),
  XZ("xz-compressed"),
  ZSTD("zstd-compressed"),
  ZIP("a zip archive"),
  TAR("a tar archive"),
  HTML("an HTML page"),
  XML("an XML document"),
  UNKNOWN("of no known format");

  private static final int HEAD = 4096;
  private static final long LAST_SUPERBLOCK = 1 << 20;
  private static final String HDF5_MAGIC = "\u0089HDF\r\n\u001a\n";

  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  /** Returns words for messages: "the file is …". */
  String words() {
    return words;
  }

  /** Returns whether the bytes are others' packed ones. */
  boolean isCompressed() {
    return switch (this) {
      case GZIP, BZIP2, COMPRESS, XZ, ZSTD, ZIP, TAR -> true;
      default -> false;
    };
  }

  /** Reads 4 KiB; only where they tell nothing, looks for HDF5's later superblocks. */
  static FileKind of(ByteSource source) throws IOException {
    if (source.size() == 0) {
      return EMPTY;
    }
    String head = FirstBytes.latin(source, HEAD);
    FileKind kind = of(head);
    if (kind != UNKNOWN) {
      return kind;
    }
    byte[] magic = new byte[HDF5_MAGIC.length()];
    for (long at = 512; at <= LAST_SUPERBLOCK && at + magic.length <= source.size(); at *= 2) {
      if (at + magic.length <= head.length()) {
        if (head.startsWith(HDF5_MAGIC, (int) at)) {
          return HDF5;
        }
        continue;
      }
      source.read(at, magic, 0, magic.length);
      if (latin(magic).equals(HDF5_MAGIC)) {
        return HDF5;
      }
    }
    return UNKNOWN;
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static FileKind of(String head) {
    if (head.startsWith("CDF\u0001")
        || head.startsWith("CDF\u0002")
        || head.startsWith("CDF\u0005")) {
      return NETCDF3;
    }
    if (head.startsWith(HDF5_MAGIC)) {
      return HDF5;
    }
    if (head.startsWith("\u000e\u0003\u0013\u0001")) {
      return HDF4;
    }
    if (head.startsWith("II*\0")
        || head.startsWith("MM\0*")
        || head.startsWith("II+\0")
        || head.startsWith("MM\0+")) {
      return TIFF;
    }
    FileKind packed = packed(head);
    if (packed != UNKNOWN) {
      return packed;
    }
    // Bulletins of the WMO's network have a heading of some lines before the message.
    int grib = head.indexOf("GRIB");
    if (grib >= 0 && grib < 512 && grib + 7 < head.length()) {
      char edition = head.charAt(grib + 7);
      if (edition == 1 || edition == 2) {
        return GRIB;
      }
    }
    return markup(head);
  }

  private static FileKind packed(String head) {
    if (head.startsWith("\u001f\u008b")) {
      return GZIP;
    }
    if (head.startsWith("\u001f\u009d")) {
      return COMPRESS;
    }
    if (head.startsWith("BZh")) {
      return BZIP2;
    }
    if (head.startsWith("\u00fd7zXZ\0")) {
      return XZ;
    }
    if (head.startsWith("(\u00b5/\u00fd")) {
      return ZSTD;
    }
    if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
      return ZIP;
    }
    return head.startsWith("ustar", 257) ? TAR : UNKNOWN;
  }

  private static FileKind markup(String head) {
    String text = head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
    text = text.stripLeading().toLowerCase(Locale.ROOT);
    if (!text.startsWith("<")) {
      return UNKNOWN;
    }
    if (text.startsWith("<!doctype html") || text.contains("<html") || text.startsWith("<head")) {
      return HTML;
    }
    return text.startsWith("<?xml") || text.startsWith("<error") ? XML : UNKNOWN;
  }
}
