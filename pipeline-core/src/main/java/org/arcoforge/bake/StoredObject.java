package org.arcoforge.bake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes values of this software as compressed bytes, and reads them back. What comes back can only
 * be made of its own classes and plain values, whoever wrote the bytes.
 */
public final class StoredObject {
  private static final ObjectInputFilter OURS =
      ObjectInputFilter.Config.createFilter(
          "org.arcoforge.**;java.util.*;java.lang.*;java.time.*;!*");

  private StoredObject() {}

  /** Returns the bytes of a value, whose parts are shared where they are one object. */
  public static byte[] encode(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(new GZIPOutputStream(bytes))) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  /**
   * Returns the value.
   *
   * @throws IOException if the bytes are damaged, or those of anything else
   */
  public static <T> T decode(byte[] bytes, Class<T> type) throws IOException {
    byte[] plain;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      plain = in.readAllBytes(); // its checksum is at the end, and damage may look like anything
    }
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(plain))) {
      in.setObjectInputFilter(OURS);
      return type.cast(in.readObject());
    } catch (ClassNotFoundException | InvalidClassException | ClassCastException e) {
      throw new IOException("was written by another version of this software, or is none: " + e, e);
    }
  }
}
