package org.arcoforge.inbox;

import java.io.Serializable;
import java.util.List;

/**
 * An inbox file is one that a manifest names. Its content is in one object, or, where it is longer
 * than a request should be, in several.
 *
 * @param name path with {@code /} between parts, relative to the folder that was uploaded
 * @param size bytes
 * @param sha256 of the content, hexadecimal
 * @param modified milliseconds since 1970, as the file had it
 * @param parts in their order
 */
public record InboxFile(String name, long size, String sha256, long modified, List<Part> parts)
    implements Serializable {
  /** Copies the list. */
  public InboxFile {
    parts = List.copyOf(parts);
  }

  /**
   * A part is an object with a piece of the content.
   *
   * @param key relative to the inbox
   * @param size bytes
   * @param crc32c of the piece, as an unsigned 32-bit number
   */
  public record Part(String key, long size, long crc32c) implements Serializable {}
}
